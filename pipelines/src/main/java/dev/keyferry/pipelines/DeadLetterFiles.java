package dev.keyferry.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyferry.io.DeadLetter;
import dev.keyferry.io.EscapedKey;
import dev.keyferry.io.KeyRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the target refused: files of JSON lines, one file per bundle that has any, in a
 * directory of any Beam filesystem. The first few are also logged, without their payload.
 *
 * <p>At least once: a bundle that is repeated writes its letters again, into another file.
 */
final class DeadLetterFiles extends PTransform<PCollection<DeadLetter>, PDone> {
  private static final long serialVersionUID = 1L;

  private final @Nullable String directory;

  private DeadLetterFiles(@Nullable String directory) {
    this.directory = directory;
  }

  /** Keeps letters in a directory; with null they are only logged. */
  static DeadLetterFiles in(@Nullable String directory) {
    return new DeadLetterFiles(directory);
  }

  @Override
  public PDone expand(PCollection<DeadLetter> letters) {
    letters.apply(ParDo.of(new KeepFn(directory)));
    return PDone.in(letters.getPipeline());
  }

  private static final class KeepFn extends DoFn<DeadLetter, Void> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LOGGED = 10;
    private static final AtomicInteger LOGGED = new AtomicInteger();

    private final @Nullable String directory;
    private transient @Nullable OutputStream file;

    KeepFn(@Nullable String directory) {
      this.directory = directory;
    }

    @ProcessElement
    public void process(@Element DeadLetter letter) throws IOException {
      if (LOGGED.get() < MOST_LOGGED && LOGGED.getAndIncrement() < MOST_LOGGED) {
        LOG.warn("not written: {}: {}", letter.record(), letter.reason());
      }

      if (directory != null) {
        if (file == null) {
          file = create(directory);
        }

        file.write(JSON.writeValueAsBytes(fields(letter)));
        file.write('\n');
      }
    }

    @FinishBundle
    public void finish() throws IOException {
      if (file != null) {
        file.close();
        file = null;
      }
    }

    private static OutputStream create(String directory) throws IOException {
      ResourceId name =
          FileSystems.matchNewResource(directory, true)
              .resolve(
                  "dead-letters-" + UUID.randomUUID() + ".jsonl",
                  StandardResolveOptions.RESOLVE_FILE);
      return Channels.newOutputStream(FileSystems.create(name, "application/x-ndjson"));
    }

    /** Byte arrays become Base64. */
    private static Map<String, Object> fields(DeadLetter letter) {
      KeyRecord record = letter.record();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("database", record.database());
      fields.put("key", EscapedKey.whole(record.key()));
      fields.put("keyBase64", record.key());
      fields.put("type", record.type().lowerCase());
      fields.put("bytes", record.bytes());
      fields.put("expireAtMillis", record.expireAtMillis());
      fields.put("reason", letter.reason());
      fields.put("payloadBase64", record.payload());
      return fields;
    }
  }
}

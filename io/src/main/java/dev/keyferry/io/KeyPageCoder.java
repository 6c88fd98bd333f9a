package dev.keyferry.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** A page of keys as bytes: server, database, number of keys, then each key with its length. */
final class KeyPageCoder extends AtomicCoder<KeyPage> {
  private static final long serialVersionUID = 1L;
  private static final KeyPageCoder INSTANCE = new KeyPageCoder();

  static KeyPageCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(KeyPage page, OutputStream out) throws IOException {
    VarInt.encode(page.server(), out);
    VarInt.encode(page.database(), out);
    VarInt.encode(page.keys().size(), out);
    for (byte[] key : page.keys()) {
      Bytes.encode(key, out);
    }
  }

  @Override
  public KeyPage decode(InputStream in) throws IOException {
    int server = VarInt.decodeInt(in);
    int database = VarInt.decodeInt(in);
    int size = VarInt.decodeInt(in);
    List<byte[]> keys = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      keys.add(Bytes.decode(in));
    }

    return new KeyPage(server, database, keys);
  }

  @Override
  public void verifyDeterministic() {
    // The same keys in the same order give the same bytes.
  }
}

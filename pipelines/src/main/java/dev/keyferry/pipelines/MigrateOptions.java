package dev.keyferry.pipelines;

import dev.keyferry.io.ExistingKey;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/** The options of {@code migrate}. */
public interface MigrateOptions extends PipelineOptions {
  /** Environment variable of the source's password. */
  String SOURCE_PASSWORD = "KEYFERRY_SOURCE_PASSWORD";

  /** Environment variable of the target's password. */
  String TARGET_PASSWORD = "KEYFERRY_TARGET_PASSWORD";

  @Description(
      "redis[s]://[user@]host:port[/database]. The server to read: any node of a cluster. It is"
          + " never written to. Without a database, all of them are read.")
  @Validation.Required
  String getSource();

  void setSource(String value);

  @Description(
      "redis[s]://[user@]host:port[/database]. The server to write: any node of a cluster. Keys"
          + " keep the number of their database, unless one is named here and only one is read.")
  @Validation.Required
  String getTarget();

  void setTarget(String value);

  @Description(
      "File whose first line is the source's password. Without it, the environment variable "
          + SOURCE_PASSWORD
          + " is read.")
  @Nullable String getSourcePasswordFile();

  void setSourcePasswordFile(@Nullable String value);

  @Description(
      "File whose first line is the target's password. Without it, the environment variable "
          + TARGET_PASSWORD
          + " is read.")
  @Nullable String getTargetPasswordFile();

  void setTargetPasswordFile(@Nullable String value);

  @Description("PEM file of the authorities to trust for the source's certificate.")
  @Nullable String getSourceCaFile();

  void setSourceCaFile(@Nullable String value);

  @Description("PEM file of the authorities to trust for the target's certificate.")
  @Nullable String getTargetCaFile();

  void setTargetCaFile(@Nullable String value);

  @Description("Numbers of the databases to read, such as 0,3. All that hold keys if not given.")
  @Nullable List<String> getDatabases();

  void setDatabases(@Nullable List<String> value);

  @Description("How the source's keys are listed. AUTO finds out what the server allows.")
  @Default.Enum("AUTO")
  SourceRanges getSourceRanges();

  void setSourceRanges(SourceRanges value);

  @Description("What becomes of a key that the target already has.")
  @Default.Enum("REPLACE")
  ExistingKey getExisting();

  void setExisting(ExistingKey value);

  @Description("Refuses to start when the target holds any key.")
  @Default.Boolean(false)
  boolean isTargetMustBeEmpty();

  void setTargetMustBeEmpty(boolean value);

  @Description(
      "Connections that read from each server of the source at the same time. Few spare a"
          + " production server.")
  @Default.Integer(2)
  int getReaders();

  void setReaders(int value);

  @Description("Most keys read per second, of all connections together. 0 is no limit.")
  @Default.Long(0)
  long getMaxKeysPerSecond();

  void setMaxKeysPerSecond(long value);

  @Description("Most bytes of keys and values read per second. 0 is no limit.")
  @Default.Long(0)
  long getMaxBytesPerSecond();

  void setMaxBytesPerSecond(long value);

  @Description(
      "Directory for the keys that the target refused: JSON lines with key, reason and payload.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String value);

  @Description("Refused keys that are tolerated. With more the run is incomplete.")
  @Default.Long(0)
  long getMaxFailures();

  void setMaxFailures(long value);

  @Description("File for the report, as JSON.")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}

package dev.keyferry.runners.direct;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/** Options of every kind. */
public interface ExampleOptions extends ExampleSpeedOptions {

  /** A choice. */
  enum Existing {
    REPLACE,
    SKIP,
    LEAVE_ALL
  }

  @Description("redis[s]://[user@]host:port[/db]. The server to read.")
  @Validation.Required
  String getSource();

  void setSource(String source);

  @Description("File with the password of the source.")
  @Nullable String getSourcePasswordFile();

  void setSourcePasswordFile(@Nullable String file);

  @Description(
      "What happens to a key that the target already has: it is replaced by the source's, it is"
          + " left alone, or the whole run leaves all of them alone and says how many they were.")
  @Default.Enum("REPLACE")
  Existing getExisting();

  void setExisting(Existing existing);

  @Description("Whether to compare afterwards.")
  boolean isVerify();

  void setVerify(boolean verify);

  @Description("Text that is put before every key.")
  @Default.String("")
  String getAddPrefix();

  void setAddPrefix(String prefix);

  @Description("Databases to read.")
  @Nullable List<String> getDatabases();

  void setDatabases(@Nullable List<String> databases);

  @Description("One of two.")
  @Validation.Required(groups = "place")
  @Nullable String getFirstPlace();

  void setFirstPlace(@Nullable String place);

  @Description("The other of two.")
  @Validation.Required(groups = "place")
  @Nullable String getSecondPlace();

  void setSecondPlace(@Nullable String place);
}

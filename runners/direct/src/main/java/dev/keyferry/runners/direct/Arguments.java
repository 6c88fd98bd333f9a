package dev.keyferry.runners.direct;

import dev.keyferry.pipelines.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Reads {@code --option=value ...} into the options interface of a command. Every mistake ends as
 * one line in a {@link UsageException}; no message repeats what could be a password.
 */
final class Arguments {
  private final String command;
  private final OptionTable table;
  private final Set<String> given = new HashSet<>();
  private final List<String> checked = new ArrayList<>();

  private Arguments(String command, OptionTable table) {
    this.command = command;
    this.table = table;
  }

  /** The options of {@code command} with the values given, checked before Beam sees them. */
  static <T extends PipelineOptions> T parse(String command, Class<T> type, List<String> words) {
    Arguments arguments = new Arguments(command, OptionTable.of(type));
    for (int i = 0; i < words.size(); i++) {
      arguments.add(words.get(i), i + 1 < words.size() ? words.get(i + 1) : "--");
    }

    arguments.checkRequired();
    try {
      return PipelineOptionsFactory.fromArgs(arguments.checked.toArray(new String[0])).as(type);
    } catch (IllegalArgumentException e) {
      throw usage(Failure.firstLine(Secrets.maskMessage(String.valueOf(e.getMessage()))), e);
    }
  }

  private void add(String word, String next) {
    if (!word.startsWith("--") || word.length() == 2 || word.charAt(2) == '=') {
      throw new UsageException(notAnOption(word));
    }

    int equals = word.indexOf('=');
    String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
    Option option = find(name);
    boolean repeatable = option.kind() == Option.Kind.LIST;
    if (!given.add(name) && !repeatable) {
      throw new UsageException("--" + name + " is given twice");
    }

    String value;
    if (equals >= 0) {
      value = word.substring(equals + 1);
    } else if (!next.startsWith("-")) {
      throw new UsageException(
          "write --" + name + '=' + Secrets.mask(next) + " with an equals sign and no blank");
    } else if (option.kind() == Option.Kind.SWITCH) {
      value = "true";
    } else {
      value = "";
    }

    checked.add("--" + name + '=' + OptionValue.check(option, value));
  }

  private Option find(String name) {
    Option option = table.find(name);
    if (option != null) {
      return option;
    }
    if (Secrets.isPasswordName(name)) {
      throw new UsageException(Secrets.refusal(name));
    }

    Option registered = table.findRegistered(name);
    if (registered != null) {
      return registered;
    }

    String nearest = table.nearest(name);
    throw new UsageException(
        "unknown option --"
            + Secrets.mask(name)
            + (nearest == null ? "" : ", did you mean --" + nearest + '?')
            + allOptions());
  }

  private String notAnOption(String word) {
    if (word.startsWith("-") && word.length() > 1 && word.charAt(1) != '-') {
      int equals = word.indexOf('=');
      String name = word.substring(1, equals < 0 ? word.length() : equals);
      // Behind a single dash, as in -aPASSWORD, only a known name may be repeated.
      return table.find(name) == null
          ? "not an option: "
              + word.substring(0, 2)
              + ", options start with two dashes"
              + allOptions()
          : "options start with two dashes: --" + name;
    }

    return "not an option: "
        + Secrets.mask(word)
        + ", every option is written --name=value"
        + allOptions();
  }

  private String allOptions() {
    return "  (./keyferry " + command + " --help lists all)";
  }

  private void checkRequired() {
    for (Option option : table.own()) {
      if (!option.isRequired() || given.contains(option.name())) {
        continue;
      }

      String[] groups = option.requiredGroups();
      if (groups.length == 0) {
        throw new UsageException(
            "--" + option.name() + " is required: " + firstSentence(option.description()));
      }

      for (String group : groups) {
        checkGroup(group);
      }
    }
  }

  private void checkGroup(String group) {
    List<String> names = new ArrayList<>();
    for (Option option : table.own()) {
      if (List.of(option.requiredGroups()).contains(group)) {
        if (given.contains(option.name())) {
          return;
        }

        names.add("--" + option.name());
      }
    }

    throw new UsageException("one of " + String.join(", ", names) + " is required" + allOptions());
  }

  private static String firstSentence(String description) {
    int end = description.indexOf(". ");
    String sentence = end < 0 ? description : description.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static UsageException usage(String message, Throwable cause) {
    UsageException e = new UsageException(message);
    e.initCause(cause);
    return e;
  }
}

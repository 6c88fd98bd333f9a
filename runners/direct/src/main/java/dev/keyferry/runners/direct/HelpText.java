package dev.keyferry.runners.direct;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of {@code ./keyferry help} and {@code ./keyferry COMMAND --help}. Options, types and
 * defaults are read off the command's options interface, so they are those that the program takes.
 */
final class HelpText {
  private static final int COLUMN = 30;

  private HelpText() {}

  /** What the program is, its commands, exit codes and where passwords go. */
  static String overview() {
    TextPage page = new TextPage();
    page.line("keyferry moves the whole keyspace of one Redis to another.");
    page.title("Usage: ./keyferry COMMAND --option=value ...");
    page.title("Commands");
    for (Command<?> command : Command.all()) {
      page.entry(command.name(), 12, command.summary());
    }

    page.entry("help", 12, "shows this; ./keyferry COMMAND --help shows the options of a command");
    page.entry("version", 12, "shows the version");
    page.title("Exit codes");
    page.entry("0", 12, "all of it done and, where asked, verified");
    page.entry("1", 12, "failed");
    page.entry("2", 12, "wrong usage or configuration; nothing was touched");
    page.entry("3", 12, "finished but not complete; the report names what is missing");
    page.entry("4", 12, "the verification found differences");
    addPasswords(page);
    return page.toString();
  }

  /** Usage, examples and every option of one command. */
  static String of(Command<?> command) {
    TextPage page = new TextPage();
    page.line("Usage: ./keyferry " + command.name() + " --option=value ...");
    page.line("");
    page.line("keyferry " + command.name() + ' ' + command.summary() + '.');
    page.title(command.examples().size() == 1 ? "Example" : "Examples");
    for (String example : command.examples()) {
      page.example("./keyferry " + example);
    }

    OptionTable table = OptionTable.of(command.options());
    addOptions(page, table);
    page.title("Beam's own options, explained in its documentation");
    StringBuilder names = new StringBuilder();
    for (Option option : table.beam()) {
      names.append(names.isEmpty() ? "--" : " --").append(option.name());
    }

    page.wrapped(names.toString(), 2, 2);
    if (table.find("sourcePasswordFile") != null) {
      addPasswords(page);
    }

    return page.toString();
  }

  private static void addOptions(TextPage page, OptionTable table) {
    for (OptionGroup group : OptionGroup.values()) {
      List<Option> options = new ArrayList<>();
      for (Option option : table.own()) {
        if (OptionGroup.of(option.name()) == group) {
          options.add(option);
        }
      }

      if (!options.isEmpty()) {
        page.title(group.title());
      }

      for (Option option : options) {
        page.entry("--" + option.name() + '=' + option.placeholder(), COLUMN, explanation(option));
      }
    }
  }

  private static String explanation(Option option) {
    StringBuilder text = new StringBuilder(option.description());
    text.append(text.isEmpty() ? "[" : " [").append(option.kind().words());
    String value = option.defaultText();
    if (option.isRequired()) {
      text.append(
          option.requiredGroups().length == 0 ? ", required" : ", one of its group required");
    } else if (value != null && !value.isEmpty()) {
      text.append(", default ").append(value);
    }

    return text.append(']').toString();
  }

  private static void addPasswords(TextPage page) {
    page.title("Passwords");
    page.wrapped(
        "never go on the command line, where every user of the machine sees them. Put them into the"
            + " environment variables KEYFERRY_SOURCE_PASSWORD and KEYFERRY_TARGET_PASSWORD, or"
            + " into files named by --sourcePasswordFile and --targetPasswordFile.",
        2,
        2);
  }
}

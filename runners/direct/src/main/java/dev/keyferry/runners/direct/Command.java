package dev.keyferry.runners.direct;

import dev.keyferry.pipelines.MigrateOptions;
import dev.keyferry.pipelines.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What {@code ./keyferry NAME} does: its options interface and the action that gets the options and
 * returns the exit code.
 */
record Command<T extends PipelineOptions>(
    String name, String summary, List<String> examples, Class<T> options, Action<T> action) {

  /** Runs a command and returns the exit code of the process. */
  @FunctionalInterface
  interface Action<T extends PipelineOptions> {
    int run(T options) throws Exception;
  }

  /** Every command with an action, in the order of the help. */
  static List<Command<?>> all() {
    return List.of(
        new Command<>(
            "demo",
            "migrates between two Redis servers that it starts itself; needs nothing else",
            List.of("demo"),
            DemoOptions.class,
            Demo::run),
        new Command<>(
            "migrate",
            "copies every key of one Redis, with its expiry, to another Redis",
            List.of(
                "migrate --source=rediss://old.example.net:6380"
                    + " --target=rediss://new.example.net:10000",
                "migrate --source=redis://localhost:6379 --target=redis://localhost:6380"
                    + " --report=report.json"),
            MigrateOptions.class,
            MigrateCommand::run));
  }

  /** The command of this name; a misspelt one is answered with the nearest. */
  static Command<?> named(String name) {
    List<String> names = new ArrayList<>(List.of("help", "version"));
    for (Command<?> command : all()) {
      if (command.name().equals(name)) {
        return command;
      }

      names.add(command.name());
    }

    String nearest = Suggestion.nearest(name, names);
    throw new UsageException(
        "unknown command "
            + Secrets.mask(name)
            + (nearest == null ? "" : ", did you mean " + nearest + '?')
            + "  (./keyferry help lists all)");
  }

  int run(List<String> arguments) throws Exception {
    return action.run(Arguments.parse(name, options, arguments));
  }
}

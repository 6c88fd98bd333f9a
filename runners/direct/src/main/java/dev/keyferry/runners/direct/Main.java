package dev.keyferry.runners.direct;

import dev.keyferry.pipelines.UsageException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code keyferry}: a command and its options, an exit code. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs one command and returns its exit code; every failure is one line on {@code err}. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      return dispatch(List.of(args), out, err);
    } catch (UsageException e) {
      err.println("keyferry: " + e.getMessage());
      return WRONG_USAGE;
    } catch (Throwable e) {
      report(e, System.getenv("KEYFERRY_DEBUG"), err);
      return FAILED;
    }
  }

  static void report(Throwable failure, @Nullable String debug, PrintStream err) {
    err.println("keyferry: failed: " + Failure.describe(failure));
    if ("1".equals(debug)) {
      failure.printStackTrace(err);
    }
  }

  private static int dispatch(List<String> args, PrintStream out, PrintStream err)
      throws Exception {
    if (args.isEmpty()) {
      err.print(HelpText.overview());
      return WRONG_USAGE;
    }

    String first = args.get(0);
    if (isHelp(first) || first.equals("help")) {
      out.print(args.size() > 1 ? HelpText.of(Command.named(args.get(1))) : HelpText.overview());
      return 0;
    }
    if (first.equals("version") || first.equals("--version")) {
      out.println("keyferry " + version());
      return 0;
    }
    if (first.startsWith("-")) {
      throw new UsageException("the command comes first: ./keyferry COMMAND --option=value ...");
    }

    Command<?> command = Command.named(first);
    List<String> options = args.subList(1, args.size());
    for (String option : options) {
      if (isHelp(option)) {
        out.print(HelpText.of(command));
        return 0;
      }
    }

    return command.run(options);
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}

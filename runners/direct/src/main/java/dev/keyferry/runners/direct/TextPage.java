package dev.keyferry.runners.direct;

/** Text for a terminal, wrapped to 100 columns. */
final class TextPage {
  static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** A heading with an empty line before it. */
  void title(String title) {
    line("");
    line(title);
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  /** A command over as many lines as it needs, to be pasted into a shell as it stands. */
  void example(String command) {
    String rest = command;
    String indent = "  ";
    while (indent.length() + rest.length() > WIDTH) {
      int blank = rest.lastIndexOf(' ', WIDTH - indent.length() - 2);
      if (blank < 0) {
        break;
      }

      line(indent + rest.substring(0, blank) + " \\");
      rest = rest.substring(blank + 1);
      indent = "      ";
    }

    line(indent + rest);
  }

  /** Something in the left column and its explanation in the right one. */
  void entry(String left, int column, String right) {
    if (left.length() + 4 > column) {
      line("  " + left);
      wrapped(right, column, column);
    } else {
      text.append("  ").append(left);
      wrapped(right, column - left.length() - 2, column);
    }
  }

  /**
   * Appends words, {@code first} blanks before the first line, {@code indent} before the others.
   */
  void wrapped(String words, int first, int indent) {
    String rest = words;
    int blanks = first;
    while (true) {
      text.append(" ".repeat(blanks));
      if (rest.length() <= WIDTH - indent) {
        line(rest);
        return;
      }

      int end = rest.lastIndexOf(' ', WIDTH - indent);
      if (end <= 0) {
        end = rest.indexOf(' ');
      }
      if (end < 0) {
        line(rest);
        return;
      }

      line(rest.substring(0, end));
      rest = rest.substring(end + 1);
      blanks = indent;
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

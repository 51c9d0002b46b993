package dev.lodestar.result;

/// A problem as lines of text.
final class ProblemText {
  private ProblemText() {}

  static String of(ProblemOutline problem) {
    var text = new StringBuilder(problem.heading()).append('\n');
    problem.detail().ifPresent(detail -> text.append(detail).append('\n'));
    for (var error : problem.errors()) {
      text.append("- ").append(error.place()).append(": ").append(error.message()).append('\n');
    }
    problem.members().forEach((name, value) -> text.append(name + ": " + value + "\n"));
    return text.toString();
  }
}

package dev.lodestar.toml;

import java.io.Serial;

/// An error of syntax, after which nothing more is read.
final class TomlSyntax extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient TomlProblem problem;

  TomlSyntax(TomlProblem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  TomlProblem problem() {
    return problem;
  }
}

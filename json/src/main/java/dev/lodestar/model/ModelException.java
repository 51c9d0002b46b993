package dev.lodestar.model;

import java.util.List;

/// Says that a type cannot be used, with every reason at once. It is thrown while an application
/// starts, never while it answers a request.
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ModelProblem> problems;

  /// Creates the exception.
  ///
  /// @param problems the reasons, at least one
  public ModelException(List<ModelProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /// All reasons, in the order of the type's fields.
  ///
  /// @return an immutable list, never empty
  public List<ModelProblem> problems() {
    return problems;
  }

  private static String text(List<ModelProblem> problems) {
    var text = new StringBuilder();
    for (var problem : problems) {
      text.append(text.isEmpty() ? "" : "\n").append(problem);
    }
    return text.toString();
  }
}

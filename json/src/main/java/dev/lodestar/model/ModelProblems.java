package dev.lodestar.model;

import java.util.ArrayList;
import java.util.List;

/// Problems as they are found, each of them once.
final class ModelProblems {
  private final List<ModelProblem> problems = new ArrayList<>();

  void add(String path, String message, String fix) {
    add(new ModelProblem(path, message, fix));
  }

  void add(ModelProblem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  List<ModelProblem> all() {
    return List.copyOf(problems);
  }

  /// @throws ModelException if there is a problem
  void mustBeNone() {
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }
}

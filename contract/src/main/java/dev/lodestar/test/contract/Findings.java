package dev.lodestar.test.contract;

import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractOptions;
import java.util.ArrayList;
import java.util.List;

/// Collects what is found of one exchange. Not thread-safe.
final class Findings {
  /// More of them say nothing new.
  private static final int MOST = 20;

  private final ContractOptions options;
  private final List<ContractFinding> found = new ArrayList<>();

  Findings(ContractOptions options) {
    this.options = options;
  }

  void add(Kind kind, Place place, String message) {
    add(kind, place.toString(), message);
  }

  void add(Kind kind, String place, String message) {
    if (found.size() < MOST && options.reports(kind)) {
      found.add(new ContractFinding(kind, place, message));
    }
  }

  /// Adds what a schema says against something.
  ///
  /// @param subject what it is, as the beginning of a sentence
  void addAll(Kind kind, String subject, List<SchemaProblem> problems) {
    for (var problem : problems) {
      add(kind, problem.place(), subject + ": " + problem.sentence());
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<ContractFinding> list() {
    return List.copyOf(found);
  }
}

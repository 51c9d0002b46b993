package dev.lodestar.route;

import dev.lodestar.report.StartupProblem;
import java.util.function.Consumer;

/// A mistake in the declaration of a route. Whoever declared the route knows what it belongs to and
/// adds that with [#about(String)].
///
/// @param code a stable identifier of the broken rule, such as `path-parameter-twice`
/// @param what the broken rule, as complete sentences
/// @param fix what to write instead, as complete sentences
/// @param other where the route was declared that this one collides with; empty if it is alone
public record RouteProblem(String code, String what, String fix, String other) {
  /// For those who know that there is no mistake, or that it has been told.
  public static final Consumer<RouteProblem> UNHEARD = problem -> {};

  /// Creates a problem of one route alone.
  public RouteProblem(String code, String what, String fix) {
    this(code, what, fix, "");
  }

  /// Makes this a problem of the start-up report.
  public StartupProblem about(String subject) {
    return new StartupProblem(code, subject, what, fix);
  }
}

package dev.lodestar;

/// A route, and whether it would answer a request; see [App#candidates].
///
/// @param route the route
/// @param verdict whether it answers, or what keeps it from doing so
/// @param reason a sentence for people
public record RouteCandidate(RouteInfo route, Verdict verdict, String reason) {

  /// Whether a route answers.
  public enum Verdict {
    /// It answers.
    ANSWERS,
    /// Its path fits, and its method is another one.
    OTHER_METHOD,
    /// Its path has the right shape, and a parameter does not take the text at its place.
    OTHER_VALUE,
    /// It belongs to other hosts.
    OTHER_HOST,
    /// It would answer, if a route that says more about the path did not come before it.
    LESS_SPECIFIC
  }
}

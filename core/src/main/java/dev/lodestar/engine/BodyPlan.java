package dev.lodestar.engine;

/// How an engine receives the body of a request. Immutable.
///
/// @param limit the most bytes of the body, 0 or more, as they are on the wire without framing
/// @param streamed whether the application reads the body while it arrives, instead of being called
///   once it is there; an engine may still receive a small body whole
public record BodyPlan(long limit, boolean streamed) {

  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException if the limit is negative
  public BodyPlan {
    if (limit < 0) {
      throw new IllegalArgumentException("The limit of a body is " + limit + "; use 0 or more.");
    }
  }

  /// Returns this plan with another limit.
  ///
  /// @param limit the most bytes
  /// @return the new plan
  public BodyPlan withLimit(long limit) {
    return new BodyPlan(limit, streamed);
  }
}

package dev.lodestar.benchmarks.json;

/// How far an order got.
public enum OrderState {
  /// Not yet ordered.
  DRAFT,
  /// Ordered, but not paid.
  ORDERED,
  /// Paid, but not sent.
  PAID,
  /// On the way or delivered.
  SENT
}

package dev.lodestar.pipeline;

/// Stands for a guard or middleware that is made when the application starts.
public interface StandIn {

  /// The class of what it stands for.
  Class<?> type();

  /// The class of a guard or middleware itself.
  static Class<?> classOf(Object component) {
    return component instanceof StandIn standIn ? standIn.type() : component.getClass();
  }
}

package dev.lodestar.graph;

import dev.lodestar.inject.Factory;

/// Calls the object of a method reference or a lambda expression, without an array of arguments.
final class FactoryMakers {
  private FactoryMakers() {}

  /// The maker of a factory. The compiler has checked that the factory takes what its description
  /// says, so every value has the type of its argument.
  @SuppressWarnings({"unchecked", "NullAway"}) // values may be null where the factory takes null
  static Maker of(Factory<?> factory) {
    if (factory instanceof Factory.Of0<?> f) {
      return (values, places) -> f.make();
    }
    if (factory instanceof Factory.Of1<?, ?> f) {
      var typed = (Factory.Of1<Object, Object>) f;
      return (values, places) -> typed.make(values[places[0]]);
    }
    if (factory instanceof Factory.Of2<?, ?, ?> f) {
      var typed = (Factory.Of2<Object, Object, Object>) f;
      return (values, places) -> typed.make(values[places[0]], values[places[1]]);
    }
    if (factory instanceof Factory.Of3<?, ?, ?, ?> f) {
      var typed = (Factory.Of3<Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(values[places[0]], values[places[1]], values[places[2]]);
    }
    if (factory instanceof Factory.Of4<?, ?, ?, ?, ?> f) {
      var typed = (Factory.Of4<Object, Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(values[places[0]], values[places[1]], values[places[2]], values[places[3]]);
    }
    if (factory instanceof Factory.Of5<?, ?, ?, ?, ?, ?> f) {
      var typed = (Factory.Of5<Object, Object, Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]]);
    }
    if (factory instanceof Factory.Of6<?, ?, ?, ?, ?, ?, ?> f) {
      var typed = (Factory.Of6<Object, Object, Object, Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]],
              values[places[5]]);
    }
    if (factory instanceof Factory.Of7<?, ?, ?, ?, ?, ?, ?, ?> f) {
      var typed = (Factory.Of7<Object, Object, Object, Object, Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]],
              values[places[5]],
              values[places[6]]);
    }
    if (factory instanceof Factory.Of8<?, ?, ?, ?, ?, ?, ?, ?, ?> f) {
      var typed =
          (Factory.Of8<Object, Object, Object, Object, Object, Object, Object, Object, Object>) f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]],
              values[places[5]],
              values[places[6]],
              values[places[7]]);
    }
    if (factory instanceof Factory.Of9<?, ?, ?, ?, ?, ?, ?, ?, ?, ?> f) {
      var typed =
          (Factory.Of9<
                  Object, Object, Object, Object, Object, Object, Object, Object, Object, Object>)
              f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]],
              values[places[5]],
              values[places[6]],
              values[places[7]],
              values[places[8]]);
    }
    if (factory instanceof Factory.Of10<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> f) {
      var typed =
          (Factory.Of10<
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object,
                  Object>)
              f;
      return (values, places) ->
          typed.make(
              values[places[0]],
              values[places[1]],
              values[places[2]],
              values[places[3]],
              values[places[4]],
              values[places[5]],
              values[places[6]],
              values[places[7]],
              values[places[8]],
              values[places[9]]);
    }
    throw new IllegalArgumentException("There is no factory of the kind of " + factory + ".");
  }
}

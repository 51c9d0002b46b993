package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of one route, its providers' included, that take the body. Used by one thread,
/// while the route is planned.
final class BodyTakers {
  private final List<Taker> takers = new ArrayList<>();

  /// How a parameter takes the body.
  enum Way {
    /// When it is there: several may.
    WHOLE,
    /// While it arrives: nobody else may.
    STREAMED,
    /// As a form, which is read once for all who take something of it.
    FORM
  }

  /// A parameter that takes the body.
  ///
  /// @param input where what it takes stands among the inputs of the route
  private record Taker(HandlerParameter parameter, int input, Way way) {}

  /// Two parameters that cannot both have the body.
  ///
  /// @param form whether the first takes a form
  record Conflict(HandlerParameter first, HandlerParameter second, boolean form) {}

  /// Adds a parameter.
  ///
  /// @return the earlier one that stands in its way; null if there is none
  @Nullable Conflict add(HandlerParameter parameter, int input, Way way) {
    var taker = new Taker(parameter, input, way);
    for (var earlier : takers) {
      if (earlier.input != input && !(earlier.way == way && way != Way.STREAMED)) {
        return conflict(earlier, taker);
      }
    }
    takers.add(taker);
    return null;
  }

  private static Conflict conflict(Taker earlier, Taker later) {
    return later.way == Way.FORM
        ? new Conflict(later.parameter, earlier.parameter, true)
        : new Conflict(earlier.parameter, later.parameter, earlier.way == Way.FORM);
  }
}

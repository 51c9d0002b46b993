package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.route.Match;

/// Takes the value that routing has converted already.
final class PathArgument implements Argument {
  private final int index;
  private final ValueShape shape;
  private final ValueCheck check;

  PathArgument(String name, int index, ValueShape shape, ConstraintSettings settings) {
    this.index = index;
    this.shape = shape;
    this.check = new ValueCheck(InputSource.PATH, name, shape.use(), settings);
  }

  @Override
  public Object read(Request request, Match.Found<?> match, InputErrors errors) {
    var wrapped = shape.wrap(match.value(index));
    check.check(wrapped, errors);
    return wrapped;
  }
}

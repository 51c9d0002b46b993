package dev.lodestar.bind;

import dev.lodestar.body.BodyReader;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter that is the body.
record BodyArgument(BodyReader reader, Taker taker) implements Argument {

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return reader.read(request, errors);
  }

  @Override
  public void describe(OperationCollector operation) {
    reader.describe(operation, taker.declaration());
  }

  @Override
  public Optional<String> acceptPatch() {
    return reader.types().acceptPatch();
  }

  @Override
  public boolean streamsBody() {
    return reader.streams();
  }
}

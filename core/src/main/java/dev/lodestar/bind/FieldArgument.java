package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// A parameter that is read by its name.
record FieldArgument(TextSource source, FieldReader reader, Taker taker) implements Argument {

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return source.isReadable(request, errors) ? reader.read(request, errors) : null;
  }

  @Override
  public void describe(OperationCollector operation) {
    source.describe(operation, taker.declaration());
    reader.describe(Telling.of(operation, taker));
  }

  @Override
  public boolean streamsBody() {
    return source.readsBody();
  }
}

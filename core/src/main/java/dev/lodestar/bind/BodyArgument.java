package dev.lodestar.bind;

import dev.lodestar.body.BodyReader;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.route.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter that is the body.
record BodyArgument(BodyReader reader) implements Argument {

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return reader.read(request, errors);
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

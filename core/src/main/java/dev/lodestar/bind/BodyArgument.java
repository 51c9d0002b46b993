package dev.lodestar.bind;

import dev.lodestar.codec.Decoded;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.route.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decodes the body of the request from JSON.
final class BodyArgument implements Argument {
  private static final String WHOLE = "";

  private final JsonCodec<Object> codec;
  private final boolean required;
  private final @Nullable Object absent;

  BodyArgument(Json json, TypeUse use) {
    @SuppressWarnings("unchecked") // what it decodes goes to the parameter of that type
    var typed = (JsonCodec<Object>) json.codec(use);
    typed.prepareDecoding();
    this.codec = typed;
    this.required = use.required();
    this.absent = use.model() instanceof OptionalModel ? Optional.empty() : null;
  }

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    if (request.body().isEmpty()) {
      if (required) {
        errors.addAt(WHOLE, "required", "The request has no body, but one is required.");
      }
      return absent;
    }
    checkMediaType(request);
    return switch (codec.decode(request.body().buffer())) {
      case Decoded.Valid(var value) -> value;
      case Decoded.Invalid(var problems, var omitted) -> {
        for (var problem : problems) {
          errors.addAt(problem.pointer(), problem.code(), problem.message());
        }
        errors.omitted(omitted);
        yield null;
      }
      case Decoded.Malformed(var message, var offset, var line, var column) -> {
        errors.malformed(message, line, column);
        yield null;
      }
    };
  }

  private static void checkMediaType(Request request) {
    var mediaType = request.contentType();
    if (mediaType.isEmpty() || !mediaType.get().isJson()) {
      throw HttpException.of(
              Status.UNSUPPORTED_MEDIA_TYPE,
              mediaType.isEmpty()
                  ? "The request has no Content-Type; send application/json."
                  : "The Content-Type is " + mediaType.get() + "; send application/json.")
          .withHeader("Accept", MediaType.JSON.toString());
    }
  }
}

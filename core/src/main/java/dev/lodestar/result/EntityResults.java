package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.operation.OperationCollector;
import org.jspecify.annotations.Nullable;

/// Renders results of one type that are the content itself.
///
/// @param writer writes the content
/// @param negotiation chooses its media type
record EntityResults(EntityWriter writer, Negotiation negotiation, ResultDefaults defaults)
    implements ResultWriter {

  @Override
  public void check(Request request) {
    if (defaults.method() != HttpMethod.GET) {
      var _ = negotiation.choose(request);
    }
  }

  @Override
  public RenderedResponse write(Request request, @Nullable Object result) {
    if (result == null) {
      return EmptyResults.render(request, defaults.withoutContent());
    }
    var choice = choose(request, result, negotiation);
    return Opened.render(
        request,
        defaults.withContent(),
        negotiation.contentType(choice),
        negotiation.varying(Headers.empty()),
        writer.write(request, result, negotiation.mediaType(choice)));
  }

  @Override
  public void describe(OperationCollector operation) {
    Answers.entity(operation, writer, negotiation, defaults);
    Answers.orNothing(operation, defaults);
  }

  /// Chooses what a client gets, and closes what it does not get because it takes nothing.
  static int choose(Request request, Object entity, Negotiation negotiation) {
    try {
      return negotiation.choose(request);
    } catch (HttpException refusal) {
      Opened.discard(entity, refusal);
      throw refusal;
    }
  }
}

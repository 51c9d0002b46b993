package dev.lodestar.document;

import dev.lodestar.example.Examples;
import dev.lodestar.http.MediaType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts examples into a finished document where it has none: of parameters, of the content of
/// requests, and of that of responses. Equal seeds give equal examples.
final class GeneratedExamples {
  private final Map<String, @Nullable Object> document;
  private final Examples requests;
  private final Examples responses;

  private GeneratedExamples(Map<String, @Nullable Object> document, long seed) {
    this.document = document;
    var examples = Examples.seeded(seed);
    this.requests = examples.forRequests();
    this.responses = examples.forResponses();
  }

  /// Adds examples to a document.
  static void add(Map<String, @Nullable Object> document, long seed) {
    var generated = new GeneratedExamples(document, seed);
    generated.inItems(document.get("paths"), generated.requests, generated.responses);
    // What the application sends by itself, is for clients what they get.
    generated.inItems(document.get("webhooks"), generated.responses, generated.requests);
  }

  private void inItems(@Nullable Object items, Examples sent, Examples answered) {
    for (var item : Trees.map(items).values()) {
      for (var value : Trees.map(item).values()) {
        var operation = Trees.map(value);
        if (operation.get("parameters") instanceof Collection<?> parameters) {
          parameters.forEach(this::inParameter);
        }
        inContent(Trees.map(operation.get("requestBody")), sent);
        for (var response : Trees.map(operation.get("responses")).values()) {
          inContent(Trees.map(response), answered);
        }
        for (var callback : Trees.map(operation.get("callbacks")).values()) {
          inItems(callback, answered, sent);
        }
      }
    }
  }

  private void inParameter(@Nullable Object value) {
    var parameter = Trees.map(value);
    add(parameter, requests, String.valueOf(parameter.get("name")));
  }

  private void inContent(Map<String, @Nullable Object> place, Examples examples) {
    Trees.map(place.get("content"))
        .forEach((mediaType, media) -> {
          if (isStructured(MediaType.parse(mediaType))) {
            add(Trees.map(media), examples, "");
          }
        });
  }

  private static boolean isStructured(MediaType mediaType) {
    return mediaType.isJson()
        || mediaType.sameTypeAs(MediaType.FORM)
        || mediaType.sameTypeAs(MediaType.MULTIPART_FORM);
  }

  private void add(Map<String, @Nullable Object> place, Examples examples, String name) {
    var schema = Trees.map(place.get("schema"));
    if (schema.isEmpty() || place.containsKey("example") || place.containsKey("examples")) {
      return;
    }
    examples
        .of(schema, document, name)
        .ifPresent(example -> place.put("example", Trees.plain(example)));
  }
}

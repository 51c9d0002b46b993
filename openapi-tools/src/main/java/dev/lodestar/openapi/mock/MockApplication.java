package dev.lodestar.openapi.mock;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.openapi.document.ApiDocument;

/// Makes an application that answers every operation of a document with examples, for those who
/// write clients before there is a server. Immutable and thread-safe.
///
/// Examples that the document gives win; others are made of the schemas, always the same for the
/// same seed. Requests are checked as the document says: parameters, bodies, content types; a
/// request that needs credentials has to send some, whatever they are. What is wrong is a 400, 401,
/// 406 or 415 problem. The header `Prefer: code=404` asks for another of the documented answers,
/// and `Prefer: example=NAME` for a named example. Pages of other origins may use it (CORS).
public final class MockApplication {
  private final ApiDocument document;
  private final long seed;

  private MockApplication(ApiDocument document, long seed) {
    this.document = document;
    this.seed = seed;
  }

  /// Makes a mock of a document.
  ///
  /// @param document the document
  /// @return the mock, with the seed 0
  public static MockApplication of(ApiDocument document) {
    return new MockApplication(document, 0);
  }

  /// Chooses other examples.
  ///
  /// @param seed any number
  /// @return a changed copy
  public MockApplication withSeed(long seed) {
    return new MockApplication(document, seed);
  }

  /// Builds the application.
  ///
  /// @return an application that is not started
  public App build() {
    return Lodestar.app()
        .withoutOpenApi()
        .mount("/", new MockHandler(document, seed)::handle)
        .build();
  }
}

package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Makes TypeScript of a document: a type for each schema of its components, the types of each
/// operation, and, if it is wanted, a client over `fetch` that needs nothing else.
///
/// The result is one module without imports. Equal documents give equal texts. Immutable and
/// thread-safe.
///
/// ```java
/// var source = TypeScript.of(ApiDocument.read(Path.of("openapi.json"))).withClient(true).generate();
/// ```
public final class TypeScript {
  private final ApiDocument document;
  private final boolean client;

  private TypeScript(ApiDocument document, boolean client) {
    this.document = document;
    this.client = client;
  }

  /// Returns a generator of types only.
  ///
  /// @param document the document
  /// @return the generator
  public static TypeScript of(ApiDocument document) {
    return new TypeScript(document, false);
  }

  /// Returns a generator that adds the client, or does not.
  ///
  /// @param client whether the client is wanted
  /// @return the generator
  public TypeScript withClient(boolean client) {
    return new TypeScript(document, client);
  }

  /// Generates the module.
  ///
  /// @return its source
  public String generate() {
    var out = new SourceWriter();
    var names = new TypeNames(document);
    var types = new Types(document, names);
    out.line("// Made from the OpenAPI document of " + Names.quoted(document.title()) + ".");
    out.line("// Changes of this file are lost when it is made again.");
    out.line("");
    new ComponentWriter(document, names, types, out).write();
    var operations = new OperationTypes(document, types);
    new OperationWriter(document, operations, out).write();
    if (client) {
      new PlanWriter(document, operations, out).write();
      out.line("");
      out.text(runtime());
    }
    return out.toString();
  }

  private static String runtime() {
    try (var source = TypeScript.class.getResourceAsStream("client.ts")) {
      if (source == null) {
        throw new IllegalStateException("The resource client.ts is missing beside TypeScript.");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

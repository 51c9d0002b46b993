package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.cli.SchemaCommand.FileSource;
import dev.lodestar.cli.SchemaCommand.Source;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.diff.ApiDiff;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.DocumentException;
import dev.lodestar.suggest.Suggestions;
import dev.lodestar.typescript.TypeScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Carries out what has to do with OpenAPI documents.
final class SchemaTool {
  private static final byte[] LINE_BREAK = {'\n'};

  private final ApplicationSource applications;

  SchemaTool(Map<String, String> environment) {
    this.applications = new ApplicationSource(environment);
  }

  /// Does what was asked for.
  ///
  /// @return the exit code
  /// @throws RunFailure if it cannot be done
  /// @throws Throwable what the main method of a program throws
  int run(SchemaCommand command) throws Throwable {
    return switch (command) {
      case SchemaCommand.Document wanted -> document(wanted);
      case SchemaCommand.TypeScript wanted ->
          Output.to(wanted.target())
              .put(
                  TypeScript.of(document(wanted.source()))
                      .withClient(wanted.client())
                      .generate()
                      .getBytes(StandardCharsets.UTF_8));
      case SchemaCommand.JsonSchema wanted ->
          Output.to(wanted.target()).put(json(jsonSchema(wanted)));
      case SchemaCommand.Diff wanted -> diff(wanted);
      case SchemaCommand.Comments wanted -> Output.to(wanted.target()).put(comments(wanted));
      case SchemaCommand.Mock wanted -> mock(wanted);
    };
  }
}

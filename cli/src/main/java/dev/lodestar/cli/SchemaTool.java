package dev.lodestar.cli;

import static java.util.Objects.requireNonNull;

import dev.lodestar.App;
import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.cli.SchemaCommand.FileSource;
import dev.lodestar.cli.SchemaCommand.Source;
import dev.lodestar.doccomment.CommentsFile;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.diff.ApiDiff;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.DocumentException;
import dev.lodestar.openapi.mock.MockApplication;
import dev.lodestar.suggest.Suggestions;
import dev.lodestar.typescript.TypeScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Carries out what has to do with OpenAPI documents.
final class SchemaTool {
  private final Map<String, String> environment;

  SchemaTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Does what was asked for.
  ///
  /// @return the exit code
  /// @throws RunFailure if it cannot be done
  /// @throws Throwable what the main method of a program throws
  int run(SchemaCommand command) throws Throwable {
    try {
      return done(command);
    } catch (NotCompiled refused) {
      return ExitCode.FAILED;
    }
  }

  private int done(SchemaCommand command) throws Throwable {
    return switch (command) {
      case SchemaCommand.Document wanted ->
          Output.to(wanted.target()).put(document(wanted.source(), wanted.yaml()));
      case SchemaCommand.TypeScript wanted ->
          Output.to(wanted.target())
              .put(
                  TypeScript.of(read(wanted.source()))
                      .withClient(wanted.client())
                      .generate()
                      .getBytes(StandardCharsets.UTF_8));
      case SchemaCommand.JsonSchema wanted ->
          Output.to(wanted.target()).put(json(jsonSchema(wanted)));
      case SchemaCommand.Diff wanted -> diff(wanted);
      case SchemaCommand.Comments wanted -> comments(wanted);
      case SchemaCommand.Mock wanted -> mock(wanted);
    };
  }

  /// The compiler has printed already why there is no program.
  private static final class NotCompiled extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private byte[] document(Source source, boolean yaml) throws Throwable {
    var document =
        source instanceof FileSource file && !file.isProgram()
            ? OpenApiDocument.of(tree(read(source)))
            : application(source).openApi();
    return yaml ? document.yaml() : document.toJson().getBytes(StandardCharsets.UTF_8);
  }

  private App application(Source source) throws Throwable {
    var applications = new ApplicationSource(environment);
    return switch (source) {
      case ClassSource named -> applications.of(named);
      case FileSource file -> {
        var type = classOf(file);
        yield type.isPresent()
            ? applications.of(type.get())
            : applications.of(file).orElseThrow(NotCompiled::new);
      }
    };
  }

  /// The main class, if it is a project or a jar.
  private Optional<ClassSource> classOf(FileSource file) throws RunFailure {
    if (file.path().endsWith(JarProgram.SUFFIX)) {
      return Optional.of(JarProgram.of(file.path(), file.arguments()));
    }
    return ProjectProgram.isNamedBy(file.path())
        ? Optional.of(ProjectProgram.build(file.path(), file.arguments(), environment))
        : Optional.empty();
  }

  private ApiDocument read(Source source) throws Throwable {
    return source instanceof FileSource file && !file.isProgram()
        ? readFile(file.path())
        : ApiDocument.of(application(source).openApi().tree());
  }

  private static ApiDocument readFile(String typed) throws RunFailure {
    try {
      return ApiDocument.read(Path.of(typed));
    } catch (InvalidPathException invalid) {
      throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
    } catch (DocumentException refused) {
      throw new RunFailure(String.valueOf(refused.getMessage()));
    } catch (IOException failure) {
      if (Files.isDirectory(Path.of(typed))) {
        throw new RunFailure(
            "'"
                + typed
                + "' is a folder; give the path of a document, a source file or a project.");
      }
      throw SourceFile.unreadable(typed, failure);
    }
  }

  @SuppressWarnings("unchecked") // the root of a document is an object
  private static Map<String, Object> tree(ApiDocument document) {
    return (Map<String, Object>) requireNonNull(document.root().value());
  }

  private Map<String, Object> jsonSchema(SchemaCommand.JsonSchema wanted) throws Throwable {
    var document = read(wanted.source());
    if (wanted.type().isEmpty()) {
      return document.standalone();
    }
    var type = wanted.type().get();
    var schema = document.standalone(type);
    if (schema.isEmpty()) {
      var closest = Suggestions.closest(type, document.schemas().keySet());
      throw new RunFailure(
          "There is no type '"
              + type
              + "' in the document."
              + closest.map(name -> " Did you mean '" + name + "'?").orElse(""));
    }
    return schema.get();
  }

  private int diff(SchemaCommand.Diff wanted) throws Throwable {
    var diff = ApiDiff.between(read(wanted.before()), read(wanted.after()));
    var text = wanted.json() ? json(diff.tree()) : diff.toString().getBytes(StandardCharsets.UTF_8);
    new Output(Optional.empty(), false).put(text);
    return diff.isBreaking() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static byte[] json(Map<String, Object> tree) {
    return (new String(
                Json.builder().pretty(true).build().codec(Object.class).encode(tree),
                StandardCharsets.UTF_8)
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int comments(SchemaCommand.Comments wanted) throws RunFailure {
    var sources = new ArrayList<Path>();
    for (var typed : wanted.sources()) {
      try {
        sources.add(Path.of(typed));
      } catch (InvalidPathException invalid) {
        throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
      }
      if (!Files.exists(sources.getLast())) {
        throw new RunFailure("There is no file or folder '" + typed + "'.");
      }
    }
    try {
      return Output.to(wanted.target()).put(CommentsFile.of(sources));
    } catch (IOException failure) {
      throw new RunFailure("The sources cannot be read: " + failure + ".");
    }
  }

  private int mock(SchemaCommand.Mock wanted) throws Throwable {
    var application = MockApplication.of(read(wanted.source())).withSeed(wanted.seed()).build();
    application.serve(wanted.serve().over(application, environment));
    return ExitCode.DONE;
  }
}

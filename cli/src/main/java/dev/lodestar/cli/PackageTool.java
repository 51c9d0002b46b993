package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.cli.SchemaCommand.FileSource;
import dev.lodestar.doccomment.CommentsFile;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.packaging.ApplicationFolder;
import dev.lodestar.packaging.DocumentRequests;
import dev.lodestar.packaging.LibraryPath;
import dev.lodestar.packaging.PackagedApplication;
import dev.lodestar.packaging.PackagingException;
import dev.lodestar.packaging.SampleRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Packages an application.
final class PackageTool {
  /// Where applications find doc comments without their sources.
  private static final String COMMENTS = "META-INF/lodestar/doc-comments.json";

  private final Map<String, String> environment;

  PackageTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Packages it.
  ///
  /// @return the exit code
  /// @throws RunFailure if it cannot be packaged
  /// @throws Throwable what the main method of the program throws
  int run(PackageCommand command) throws Throwable {
    try {
      var program =
          switch (command.source()) {
            case ClassSource type -> named(type, command.training());
            case FileSource file when file.path().endsWith(JarProgram.SUFFIX) ->
                named(JarProgram.of(file.path(), file.arguments()), command.training());
            case FileSource file when ProjectProgram.isNamedBy(file.path()) ->
                named(
                    ProjectProgram.build(file.path(), file.arguments(), environment),
                    command.training());
            case FileSource file -> compiled(file, command);
          };
      if (program.isEmpty()) {
        return ExitCode.FAILED;
      }
      var name = command.name().orElseGet(() -> nameOf(program.get().mainClass(), command));
      var output = path(command.output().orElse(name));
      ApplicationFolder.write(
          output,
          PackagedApplication.of(
              name,
              program.get().mainClass(),
              withResources(program.get().files(), command.resources()),
              program.get().libraries(),
              command.training()
                  ? Optional.of(requests(command, program.get().application()))
                  : Optional.empty()));
      System.out.println(
          "Packaged as " + output + "; start it with " + output.resolve("bin").resolve(name));
      return ExitCode.DONE;
    } catch (PackagingException refused) {
      throw new RunFailure(String.valueOf(refused.getMessage()));
    } catch (IOException failure) {
      throw new RunFailure("The application cannot be packaged: " + failure + ".");
    }
  }

  /// A program and what it consists of.
  ///
  /// @param application empty if nothing is to be started
  private record Program(
      String mainClass,
      Map<String, byte[]> files,
      List<Path> libraries,
      Optional<App> application) {}

  private Optional<Program> compiled(FileSource source, PackageCommand command) throws Throwable {
    var runner = new ProgramRunner(environment);
    var compiled = runner.compile(source.path());
    var main = runner.mainMethod(source.path());
    if (compiled.isEmpty() || main.isEmpty()) {
      return Optional.empty();
    }
    var application =
        command.training() ? new ApplicationSource(environment).of(source) : Optional.<App>empty();
    var files = new TreeMap<String, byte[]>();
    compiled
        .get()
        .classes()
        .forEach((name, bytes) -> files.put(name.replace('.', '/') + ".class", bytes));
    files.put(
        COMMENTS,
        CommentsFile.of(compiled.get().inputs().sources().keySet().stream().sorted().toList()));
    return Optional.of(
        new Program(
            main.get().launched().getName(),
            files,
            LibraryPath.of(ClassPath.ofThisProcess().text()),
            application));
  }

  private Optional<Program> named(ClassSource source, boolean training) throws Throwable {
    // The class is found, and has a main method, or this says what is wrong.
    var main = new ApplicationSource(environment).mainMethod(source);
    var own = ClassPath.ofThisProcess().text();
    var classPath = source.classPath().orElse(own);
    var libraries = new LinkedHashSet<>(LibraryPath.of(classPath));
    if (!LibraryPath.hasClass(libraries, App.class.getName())) {
      libraries.addAll(LibraryPath.of(own));
    }
    return Optional.of(
        new Program(
            main.launched().getName(),
            Map.of(),
            List.copyOf(libraries),
            training
                ? Optional.of(new ApplicationSource(environment).of(source))
                : Optional.empty()));
  }

  private static String nameOf(String mainClass, PackageCommand command) {
    var simple =
        switch (command.source()) {
          case ClassSource _ -> mainClass.substring(mainClass.lastIndexOf('.') + 1);
          case FileSource file when ProjectProgram.isNamedBy(file.path()) ->
              String.valueOf(ProjectProgram.folder(file.path()).getFileName());
          case FileSource file ->
              String.valueOf(Path.of(file.path()).getFileName())
                  .replace(SourceFile.SUFFIX, "")
                  .replace(JarProgram.SUFFIX, "");
        };
    return simple.toLowerCase(Locale.ROOT);
  }

  private static Map<String, byte[]> withResources(Map<String, byte[]> files, List<String> folders)
      throws RunFailure, IOException {
    var all = new TreeMap<>(files);
    for (var typed : folders) {
      var folder = path(typed);
      if (!Files.isDirectory(folder)) {
        throw new RunFailure("There is no folder '" + typed + "'.");
      }
      try (var found = Files.walk(folder)) {
        for (var file : found.filter(Files::isRegularFile).toList()) {
          var name = folder.relativize(file).toString().replace(File.separatorChar, '/');
          all.put(name, Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  private static List<SampleRequest> requests(PackageCommand command, Optional<App> application)
      throws RunFailure, PackagingException, IOException {
    if (command.requests().isPresent()) {
      var typed = command.requests().get();
      try {
        return SampleRequest.parse(Files.readAllLines(path(typed)));
      } catch (NoSuchFileException missing) {
        throw new RunFailure("There is no file '" + typed + "'.");
      }
    }
    var requests = new ArrayList<SampleRequest>();
    // What is wrong is answered, too.
    var refused = new ArrayList<>(List.of(SampleRequest.of("GET", "/no-such-path")));
    if (application.isPresent()) {
      var document = ApiDocument.of(application.get().openApi().tree());
      var targets = new LinkedHashSet<String>();
      for (var request : DocumentRequests.of(document, command.unsafe())) {
        requests.add(request);
        targets.add(request.method() + request.target());
      }
      refused.addAll(DocumentRequests.refused(document, command.unsafe()));
      for (var route : application.get().routes()) {
        var plain = route.method().name().equals("GET") && route.path().indexOf('{') < 0;
        if (plain && targets.add("GET" + route.path())) {
          requests.add(SampleRequest.of("GET", route.path()));
        }
      }
    }
    requests.addAll(refused);
    return requests;
  }

  private static Path path(String typed) throws RunFailure {
    try {
      return Path.of(typed);
    } catch (InvalidPathException invalid) {
      throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
    }
  }
}

package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lodestar.App;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Head;
import dev.lodestar.Lodestar;
import dev.lodestar.Options;
import dev.lodestar.Patch;
import dev.lodestar.Post;
import dev.lodestar.Put;
import dev.lodestar.Route;
import dev.lodestar.WebSocketRoute;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.test.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// A program of the manual: one or more source files that belong together, compiled and run when
/// first asked for.
///
/// The application is that of a method or field `app`; else it serves the annotated methods of a
/// compact source file. A source that only prints is run; so are tests.
final class Sample implements AutoCloseable {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /// Kept for all samples: a third of what it takes to compile one is to open the jars.
  private static final StandardJavaFileManager FILES = files();

  private static final String LAUNCHED_FILE = "jdk.launcher.sourcefile";
  private static final List<Class<? extends Annotation>> MAPPINGS =
      List.of(
          Get.class,
          Post.class,
          Put.class,
          Patch.class,
          Delete.class,
          Head.class,
          Options.class,
          Route.class,
          WebSocketRoute.class);

  private final List<SampleSource> sources = new ArrayList<>();
  private final Path folder;
  private URLClassLoader loader;
  private Optional<App> app = Optional.empty();
  private TestClient client;
  private String printed;
  private boolean refused;

  private static StandardJavaFileManager files() {
    var files = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    try {
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH, Stream.of(entries).map(Path::of).toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }

  Sample(Path folder) {
    this.folder = folder;
  }

  void add(String fileName, String text) {
    sources.add(SampleSource.of(fileName, text));
  }

  /// Says that the application is meant to be refused when it is built.
  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  /// Compiles the sources, and finds that they have no warnings.
  void compile() throws IOException {
    if (loader != null) {
      return;
    }
    var classes = Files.createDirectories(folder.resolve("classes"));
    for (var source : sources) {
      var file = folder.resolve(source.file().fileName());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.file().text());
    }
    var output = new StringWriter();
    var arguments = List.of("-proc:none", "-g", "-Xlint:all,-auxiliaryclass", "-Werror");
    var units = sources.stream().map(SampleSource::file).toList();
    FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
    var compiled =
        COMPILER.getTask(new PrintWriter(output), FILES, null, arguments, null, units).call();
    if (!compiled) {
      throw new AssertionError("The sample does not compile:\n" + output);
    }
    loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
  }

  /// Runs the sample: builds its application, prints what it prints, passes its tests.
  ///
  /// @return what was printed
  String run() throws Exception {
    if (printed != null) {
      return printed;
    }
    compile();
    var out = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      for (var source : sources) {
        run(source);
      }
    } catch (InvocationTargetException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    } finally {
      System.setOut(before);
      System.clearProperty(LAUNCHED_FILE);
    }
    printed = out.toString(StandardCharsets.UTF_8);
    return printed;
  }

  /// A client of the sample's application.
  TestClient client() throws Exception {
    if (client == null) {
      run();
      client =
          TestClient.of(
                  app.orElseThrow(() -> new AssertionError("The sample has no application.")),
                  URI.create("http://localhost:8080"))
              .raiseServerErrors(false)
              .keepCookies(false);
    }
    return client;
  }

  /// A part of the OpenAPI document of the sample's application, as YAML. The document is made
  /// where the sources are known, so that it has their doc comments.
  ///
  /// @param pointer a JSON pointer to an object
  String document(String pointer) throws Exception {
    run();
    launchedFile().ifPresent(file -> System.setProperty(LAUNCHED_FILE, file.toString()));
    try {
      Object part = app.orElseThrow().openApi().tree();
      for (var step : pointer.substring(1).split("/", -1)) {
        part = ((Map<?, ?>) part).get(step.replace("~1", "/").replace("~0", "~"));
        assertThat(part).as("'" + step + "' of " + pointer).isInstanceOf(Map.class);
      }
      var yaml = OpenApiDocument.of(asTree(part)).yaml();
      return new String(yaml, StandardCharsets.UTF_8);
    } finally {
      System.clearProperty(LAUNCHED_FILE);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> asTree(Object part) {
    return (Map<String, ?>) part;
  }

  private Optional<Path> launchedFile() {
    return sources.stream()
        .filter(source -> source.form() == SampleSource.Form.COMPACT)
        .map(source -> folder.resolve(source.file().fileName()))
        .findFirst();
  }

  private void run(SampleSource source) throws Exception {
    var type = loader.loadClass(className(source));
    switch (source.form()) {
      case STATEMENTS -> use(method(type, "run").orElseThrow().invoke(null));
      case COMPACT -> {
        System.setProperty(LAUNCHED_FILE, folder.resolve(source.file().fileName()).toString());
        runCompact(type);
      }
      case TYPES -> {
        var factory = method(type, "app");
        if (factory.isPresent()) {
          use(factory.get().invoke(null));
        }
        if (hasMethodWith(type, List.of(Test.class))) {
          runTests(type);
        }
      }
    }
  }

  private void runCompact(Class<?> type) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    var instance = constructor.newInstance();
    var factory = method(type, "app");
    if (factory.isPresent()) {
      use(factory.get().invoke(instance));
      return;
    }
    for (var field : type.getDeclaredFields()) {
      if (field.getType() == App.class) {
        field.setAccessible(true);
        use(field.get(instance));
        return;
      }
    }
    if (hasMethodWith(type, MAPPINGS)) {
      use(Lodestar.app().routes(instance).build());
      return;
    }
    method(type, "main").orElseThrow().invoke(instance);
  }

  private void use(Object result) {
    if (result instanceof App made) {
      app = Optional.of(made);
    }
  }

  private static String className(SampleSource source) {
    var text = source.file().text();
    var name = source.file().fileName().replaceFirst("^.*/", "").replace(".java", "");
    return text.startsWith("package ")
        ? text.substring("package ".length(), text.indexOf(';')).strip() + "." + name
        : name;
  }

  private static Optional<Method> method(Class<?> type, String name) {
    for (var method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 0) {
        method.setAccessible(true);
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  private static boolean hasMethodWith(
      Class<?> type, List<? extends Class<? extends Annotation>> annotations) {
    for (var method : type.getDeclaredMethods()) {
      for (var annotation : annotations) {
        if (method.isAnnotationPresent(annotation)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void runTests(Class<?> type) {
    var summary = new SummaryGeneratingListener();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build();
    LauncherFactory.create().execute(request, summary);
    var result = summary.getSummary();
    if (result.getTotalFailureCount() > 0 || result.getTestsSucceededCount() == 0) {
      var report = new StringWriter();
      result.printFailuresTo(new PrintWriter(report));
      throw new AssertionError("The tests of the sample do not pass:\n" + report);
    }
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.close();
    }
    if (loader != null) {
      loader.close();
    }
  }
}

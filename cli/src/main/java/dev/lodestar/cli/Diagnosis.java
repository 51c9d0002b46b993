package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.LaunchException;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.process.Applications;
import dev.lodestar.process.ManagementException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at this process and its surroundings: what is there, what is missing, what is a mistake.
final class Diagnosis {
  private static final String OPENED =
      "Start Java with --add-opens java.base/java.lang=ALL-UNNAMED; ./lodestar, packaged"
          + " applications and executable jars with 'Add-Opens: java.base/java.lang' do.";
  private static final long FEW_FILES = 4_096;

  private final Optional<App> app;
  private final Map<String, String> environment;
  private final List<Finding> findings = new ArrayList<>();

  private Diagnosis(Optional<App> app, Map<String, String> environment) {
    this.app = app;
    this.environment = environment;
  }

  /// Diagnoses.
  ///
  /// @param app the application, if one is at hand
  static List<Finding> of(Optional<App> app, Map<String, String> environment) {
    var diagnosis = new Diagnosis(app, environment);
    diagnosis.java();
    diagnosis.cache();
    diagnosis.classPath();
    diagnosis.features();
    diagnosis.logging();
    diagnosis.system();
    diagnosis.application();
    return List.copyOf(diagnosis.findings);
  }

  private void java() {
    findings.add(
        Finding.fine(
            "java", Runtime.version() + " by " + System.getProperty("java.vendor", "nobody")));
    var own = Diagnosis.class.getModule();
    findings.add(
        Object.class.getModule().isOpen("java.lang", own)
            ? Finding.fine("threads", "handlers run on the event loops of their connections")
            : Finding.note(
                "threads",
                "handlers run on the default scheduler, which costs throughput",
                OPENED));
    findings.add(
        own.isNativeAccessEnabled()
            ? Finding.fine("native code", "it may be used without warnings")
            : Finding.note(
                "native code",
                "Java warns when it is used",
                "Start Java with --enable-native-access=ALL-UNNAMED."));
    findings.add(
        javax.tools.ToolProvider.getSystemJavaCompiler() != null
            ? Finding.fine("compiler", "source files can be run")
            : Finding.off(
                "compiler",
                "this Java has none, so source files cannot be run",
                "Use a JDK for that; packaged applications need none."));
  }

  private void cache() {
    var option =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0])).stream()
            .filter(argument -> argument.startsWith("-XX:AOTCache="))
            .map(argument -> argument.substring("-XX:AOTCache=".length()))
            .findFirst();
    if (option.isEmpty()) {
      findings.add(
          Finding.off(
              "AOT cache",
              "this process was started without one",
              "'lodestar package' makes one, which more than halves the time of a start."));
      return;
    }
    var maps = text(Path.of("/proc/self/maps"));
    var file = Path.of(option.get());
    if (!Files.isReadable(file)) {
      findings.add(
          Finding.problem(
              "AOT cache",
              "there is no file " + file,
              "Train again with bin/train of the packaged application."));
    } else if (maps.isPresent() && !maps.get().contains(String.valueOf(file.getFileName()))) {
      findings.add(
          Finding.problem(
              "AOT cache",
              file + " is not used: it belongs to another Java, or other jars",
              "Train again with bin/train of the packaged application."));
    } else {
      findings.add(Finding.fine("AOT cache", file + (maps.isPresent() ? " is mapped" : "")));
    }
  }

  private void classPath() {
    try {
      var copies =
          Collections.list(Diagnosis.class.getClassLoader().getResources("dev/lodestar/App.class"));
      findings.add(
          copies.size() < 2
              ? Finding.fine("class path", "Lodestar " + Version.current() + ", once")
              : Finding.problem(
                  "class path",
                  "Lodestar is there " + copies.size() + " times: " + copies,
                  "Leave one of them out: either the one jar, or the artifacts."));
    } catch (IOException unknown) {
      findings.add(Finding.note("class path", "it cannot be read: " + unknown, ""));
    }
  }

  private void features() {
    feature("server", "dev.lodestar.server.NettyEngine", "dev.lodestar:lodestar-server");
    feature("coding br", "dev.lodestar.brotli.Brotli", "dev.lodestar:lodestar-brotli");
    feature("coding zstd", "dev.lodestar.zstd.Zstandard", "dev.lodestar:lodestar-zstd");
    feature("OpenAPI UIs", "dev.lodestar.openapi.ui.SwaggerUi", "dev.lodestar:lodestar-openapi-ui");
    feature("Jackson", "dev.lodestar.jackson.JacksonBackend", "dev.lodestar:lodestar-jackson");
    feature(
        "OpenSSL",
        "io.netty.internal.tcnative.SSL",
        "io.netty:netty-tcnative-boringssl-static; TLS works without it");
  }

  private void feature(String area, String type, String artifact) {
    var resource = type.replace('.', '/') + ".class";
    var loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(Diagnosis.class::getClassLoader);
    findings.add(
        loader.getResource(resource) != null
            ? Finding.fine(area, "on")
            : Finding.off(area, "not on the class path", "Add " + artifact + "."));
  }

  private void logging() {
    var service = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    try {
      var found = Collections.list(Diagnosis.class.getClassLoader().getResources(service));
      findings.add(
          switch (found.size()) {
            case 0 ->
                Finding.problem(
                    "logging",
                    "SLF4J has no back end, so nothing is logged",
                    "Add one, such as dev.lodestar:lodestar-logging.");
            case 1 -> Finding.fine("logging", "SLF4J has one back end");
            default ->
                Finding.problem(
                    "logging",
                    "SLF4J has several back ends, of which one is taken by chance: " + found,
                    "Leave all but one out.");
          });
    } catch (IOException unknown) {
      findings.add(Finding.note("logging", "it cannot be found out: " + unknown, ""));
    }
  }

  private void system() {
    var memory = Runtime.getRuntime().maxMemory() >> 20;
    findings.add(
        Finding.fine(
            "machine",
            Runtime.getRuntime().availableProcessors()
                + " processors, heap of at most "
                + memory
                + " MB"));
    if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
      findings.add(
          Finding.note(
              "encoding",
              "files are read as " + Charset.defaultCharset() + " where nobody says otherwise",
              "Leave out -Dfile.encoding."));
    }
    text(Path.of("/proc/self/limits")).ifPresent(this::files);
    folder();
  }

  private void files(String limits) {
    for (var line : limits.lines().toList()) {
      if (line.startsWith("Max open files")) {
        var soft = line.substring("Max open files".length()).strip().split(" +", -1)[0];
        findings.add(
            soft.equals("unlimited") || Long.parseLong(soft) >= FEW_FILES
                ? Finding.fine("open files", "at most " + soft)
                : Finding.note(
                    "open files",
                    "at most " + soft + ", each connection is one",
                    "Raise it: ulimit -n 65536, or LimitNOFILE of the unit."));
      }
    }
  }

  private void folder() {
    var applications = Applications.of(environment);
    try {
      findings.add(
          Finding.fine(
              "background",
              applications.all().size() + " applications, in " + applications.folder()));
    } catch (ManagementException unusable) {
      findings.add(Finding.problem("background", String.valueOf(unusable.getMessage()), ""));
    }
  }

  private void application() {
    if (List.of("1", "true", "on").contains(environment.getOrDefault("LODESTAR_DEBUG", "0"))) {
      findings.add(
          Finding.note(
              "debug mode",
              "it is on, and shows stack traces to clients",
              "Unset LODESTAR_DEBUG where others can reach the application."));
    }
    Supplier<ServerOptions> options =
        app.<Supplier<ServerOptions>>map(one -> () -> one.serverOptions(environment, List.of()))
            .orElse(() -> ServerOptions.fromEnvironment(environment));
    try {
      address(options.get());
    } catch (LaunchException | IllegalArgumentException refused) {
      findings.add(Finding.problem("options", String.valueOf(refused.getMessage()), ""));
    }
    app.ifPresent(this::routes);
  }

  private void address(ServerOptions options) {
    if (options.unixSocket().isPresent()) {
      return;
    }
    try {
      Applications.checkPort(options.host(), options.port());
      findings.add(Finding.fine("port", options.host() + ":" + options.port() + " can be taken"));
    } catch (ManagementException taken) {
      findings.add(Finding.problem("port", String.valueOf(taken.getMessage()), ""));
    }
  }

  private void routes(App one) {
    findings.add(
        one.routes().isEmpty()
            ? Finding.problem(
                "routes",
                "there are none, so every request is answered with 404",
                "Add some: routes(...), get(...), or methods with @Get.")
            : Finding.fine("routes", one.routes().size() + ", see 'routes'"));
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}

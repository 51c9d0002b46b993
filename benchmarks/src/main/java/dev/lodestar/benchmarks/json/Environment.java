package dev.lodestar.benchmarks.json;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/// What has to stand above numbers so that they mean something.
final class Environment {
  private static final List<String> LIBRARIES =
      List.of("jackson-databind", "jackson-module-blackbird", "avaje-jsonb", "fastjson2");

  private Environment() {}

  static String describe(ComparisonOptions options) {
    return "Java "
        + Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors; "
        + load("at the start").strip()
        + "\n"
        + String.join(", ", versions())
        + ".\n"
        + options.rounds()
        + " round(s) of "
        + options.warmUp()
        + " s of warm-up and "
        + options.seconds()
        + " s of measurement in a process of its own. Processor time of the thread, the fastest of"
        + " many batches. In brackets: times as long as Lodestar. Bytes allocated per operation are in the order of the libraries.\n";
  }

  static String load(String when) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "\nLoad average %s: %.2f.\n", when, load);
  }

  /// The names of the libraries' jars on the class path.
  private static List<String> versions() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
        .map(path -> path.substring(path.lastIndexOf(File.separatorChar) + 1))
        .filter(name -> LIBRARIES.stream().anyMatch(library -> isVersionOf(name, library)))
        .map(name -> name.replace(".jar", ""))
        .toList();
  }

  private static boolean isVersionOf(String jar, String library) {
    return jar.startsWith(library + "-") && Character.isDigit(jar.charAt(library.length() + 1));
  }
}

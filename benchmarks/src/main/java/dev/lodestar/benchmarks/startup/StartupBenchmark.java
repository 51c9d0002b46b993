package dev.lodestar.benchmarks.startup;

import dev.lodestar.benchmarks.process.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Starts the hello applications in turn, many times, and prints medians and ratios: compiled, run
/// from the source, and packaged.
///
/// Arguments: the number of rounds, the folder of the repository, and more options for the virtual
/// machines.
final class StartupBenchmark {
  private static final List<String> FLAGS =
      List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

  private static final String PLAIN = "HelloLodestar";
  private static final String HELLO = "dev.lodestar.benchmarks.application." + PLAIN;

  private StartupBenchmark() {}

  static void main(String... arguments) throws IOException, InterruptedException {
    var rounds = Integer.parseInt(arguments[0]);
    var repository = Path.of(arguments[1]);
    var flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(arguments).subList(2, arguments.length));
    var netty = hello("HelloNetty", nettyClassPath(), flags);
    var lodestar = hello(PLAIN, lodestarClassPath(repository), flags);
    System.out.printf(
        Locale.ROOT,
        "Java %s (%s), %d processors; %s; load average %s.%n%d starts of each, in turn; medians."
            + "%n%n",
        Runtime.version(),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        String.join(", ", ClassPath.jars(name -> name.startsWith("netty-codec-http-"))),
        ClassPath.loadAverage(),
        rounds);
    var candidates = new ArrayList<>(List.of(netty, lodestar));
    launcherOf(repository).ifPresent(candidates::add);
    try (var packaged = PackagedHello.of(HELLO, dist(repository))) {
      candidates.addAll(packaged(packaged.script()));
      print(candidates, measure(candidates, rounds));
    }
    System.out.printf(
        Locale.ROOT,
        "%nClasses loaded: Netty %d, Lodestar %d. Load average at the end: %s.%n",
        loadedClasses(netty),
        loadedClasses(lodestar),
        ClassPath.loadAverage());
  }

  private static Optional<Candidate> launcherOf(Path repository) {
    var launcher = repository.resolve("lodestar");
    var example = repository.resolve("examples/hello/App.java");
    return Files.isExecutable(launcher) && Files.exists(example)
        ? Optional.of(
            new Candidate(
                "./lodestar run examples/hello/App.java",
                "/greet?name=Bob",
                List.of(launcher.toString(), "run", example.toString())))
        : Optional.empty();
  }

  /// With the cache of classes, and with what else could be chosen.
  private static List<Candidate> packaged(Path script) {
    return List.of(
        packaged("`lodestar package`", script, ""),
        packaged("… without its cache of classes", script, "-XX:AOTMode=off"),
        packaged("… with the serial collector", script, "-XX:+UseSerialGC"),
        packaged("… and Netty may not use sun.misc.Unsafe", script, "-Dio.netty.noUnsafe=true"));
  }

  private static Candidate packaged(String name, Path script, String options) {
    return new Candidate(name, "/", List.of("env", "JAVA_OPTS=" + options, script.toString()));
  }

  private static Candidate hello(String name, String classPath, List<String> flags) {
    var command = new ArrayList<String>();
    command.add(ClassPath.java());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, "dev.lodestar.benchmarks.application." + name));
    return new Candidate(name, "/", List.copyOf(command));
  }

  /// What a program on bare Netty has: the jars of Netty.
  private static String nettyClassPath() {
    return ClassPath.foldersAndJars(jar -> jar.startsWith("netty-"));
  }

  /// What an application of Lodestar has: the jar of the distribution, which names the others.
  private static String lodestarClassPath(Path repository) {
    Predicate<String> none = jar -> false;
    return ClassPath.foldersAndJars(none) + File.pathSeparator + dist(repository);
  }

  private static Path dist(Path repository) {
    return repository.resolve("bundle/target/dist/lodestar.jar");
  }

  private static Map<Candidate, List<Candidate.Start>> measure(
      List<Candidate> candidates, int rounds) throws IOException, InterruptedException {
    var starts = new LinkedHashMap<Candidate, List<Candidate.Start>>();
    for (var round = -1; round < rounds; round++) {
      for (var candidate : candidates) {
        var start = candidate.start();
        if (round >= 0) { // the first start of each reads files that nobody has read before
          starts.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(start);
        }
      }
    }
    return starts;
  }

  private static void print(
      List<Candidate> candidates, Map<Candidate, List<Candidate.Start>> starts) {
    System.out.println(
        "|application|first answer, ms|fastest|slowest|to bare Netty|to Lodestar, plain|CPU ms|"
            + "resident MiB|");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    var netty = 0.0;
    var plain = Double.NaN;
    for (var candidate : candidates) {
      var found = starts.getOrDefault(candidate, List.of());
      var times = found.stream().mapToDouble(Candidate.Start::milliseconds).sorted().toArray();
      var memory = found.stream().mapToLong(Candidate.Start::residentMebibytes).sorted().toArray();
      var cpu = found.stream().mapToLong(Candidate.Start::cpu).sorted().toArray();
      var median = times[times.length / 2];
      netty = netty == 0 ? median : netty;
      plain = candidate.name().equals(PLAIN) ? median : plain;
      System.out.printf(
          Locale.ROOT,
          "|%s|%.0f|%.0f|%.0f|%.2f|%s|%d|%d|%n",
          candidate.name(),
          median,
          times[0],
          times[times.length - 1],
          median / netty,
          Double.isNaN(plain) ? "" : String.format(Locale.ROOT, "%.2f", median / plain),
          cpu[cpu.length / 2],
          memory[memory.length / 2]);
    }
  }

  private static long loadedClasses(Candidate candidate) throws IOException, InterruptedException {
    var log = Files.createTempFile("classes", ".log");
    try {
      var command = new ArrayList<>(candidate.command());
      command.add(1, "-Xlog:class+load=info:file=" + log);
      new Candidate(candidate.name(), candidate.path(), command).start();
      try (var lines = Files.lines(log)) {
        return lines.filter(line -> line.contains(" source: ")).count();
      }
    } finally {
      Files.delete(log);
    }
  }
}

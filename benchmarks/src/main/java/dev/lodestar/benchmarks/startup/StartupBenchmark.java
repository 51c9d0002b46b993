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

/// Starts the hello applications in turn, many times, and prints medians and ratios.
///
/// Arguments: the number of rounds, the folder of the repository, and more options for the virtual
/// machines.
final class StartupBenchmark {
  private static final List<String> FLAGS =
      List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

  private StartupBenchmark() {}

  static void main(String... arguments) throws IOException, InterruptedException {
    var rounds = Integer.parseInt(arguments[0]);
    var repository = Path.of(arguments[1]);
    var flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(arguments).subList(2, arguments.length));
    var netty = hello("HelloNetty", nettyClassPath(), flags);
    var lodestar = hello("HelloLodestar", lodestarClassPath(repository), flags);
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
    var starts = measure(candidates, rounds);
    print(candidates, starts);
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
    return ClassPath.foldersAndJars(none)
        + File.pathSeparator
        + repository.resolve("bundle/target/dist/lodestar.jar");
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
    System.out.println("|application|first answer, ms|fastest|slowest|ratio|CPU ms|resident MiB|");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    var netty = 0.0;
    for (var candidate : candidates) {
      var found = starts.getOrDefault(candidate, List.of());
      var times = found.stream().mapToDouble(Candidate.Start::milliseconds).sorted().toArray();
      var memory = found.stream().mapToLong(Candidate.Start::residentMebibytes).sorted().toArray();
      var cpu = found.stream().mapToLong(Candidate.Start::cpu).sorted().toArray();
      var median = times[times.length / 2];
      netty = netty == 0 ? median : netty;
      System.out.printf(
          Locale.ROOT,
          "|%s|%.0f|%.0f|%.0f|%.2f|%d|%d|%n",
          candidate.name(),
          median,
          times[0],
          times[times.length - 1],
          median / netty,
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

package dev.lodestar.benchmarks.json;

import com.sun.management.ThreadMXBean;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import dev.lodestar.json.Json;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Measures what the codec of a further record costs a fresh process that has used another one:
/// processor time of the thread that asks, and the time that passes. Nothing is compiled yet; the
/// classes of the application are loaded.
final class FurtherCodec {
  private static final byte[] DOCUMENT =
      """
      {"id": 1, "customer": "Bob Miller", "email": "bob@example.org", "state": "PAID",\
       "total": 12.5, "express": true, "placed": "2026-03-14", "address": "5 North Street",\
       "comment": "green rope", "items": 3}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final int DEFAULT_PROCESSES = 21;
  private static final String ONCE = "once";

  /// Every second number of a process is processor time.
  private static final List<String> STEPS =
      List.of(
          "the type is described",
          "made ready to write",
          "made ready to read",
          "**the codec, these three**",
          "first document read",
          "first document written");

  enum Stage {
    NEW,
    PAID
  }

  /// Ten fields with six kinds of constraints, as [Order] has.
  record Delivery(
      @Positive long id,
      @NotBlank @Size(max = 100) String customer,
      @Email String email,
      Stage state,
      @DecimalMin("0") double total,
      boolean express,
      LocalDate placed,
      @Size(min = 5, max = 200) String address,
      @Size(max = 1000) String comment,
      @PositiveOrZero int items) {}

  /// Ten fields without constraints.
  record Parcel(
      long id,
      String customer,
      String email,
      Stage state,
      double total,
      boolean express,
      LocalDate placed,
      String address,
      String comment,
      int items) {}

  /// What is measured: the codec of a further type, after a first one was used.
  private enum Case {
    PLAIN(Order.class, Parcel.class, "no constraints, after a record like it with constraints"),
    CONSTRAINED(Order.class, Delivery.class, "constraints, after a record like it"),
    NEW_KINDS(BasketLine.class, Delivery.class, "constraints, after a record of four fields");

    final Class<?> first;
    final Class<?> further;
    final String label;

    Case(Class<?> first, Class<?> further, String label) {
      this.first = first;
      this.further = further;
      this.label = label;
    }
  }

  private FurtherCodec() {}

  /// Without arguments, or with a number of processes, prints quartiles.
  public static void main(String... arguments) throws IOException, InterruptedException {
    if (arguments.length == 2 && arguments[0].equals(ONCE)) {
      once(Case.valueOf(arguments[1]));
      return;
    }
    int processes = arguments.length == 0 ? DEFAULT_PROCESSES : Integer.parseInt(arguments[0]);
    var measured = new EnumMap<Case, List<long[]>>(Case.class);
    for (int i = 0; i < processes; i++) {
      for (var each : Case.values()) {
        measured.computeIfAbsent(each, _ -> new ArrayList<>()).add(inProcess(each));
      }
    }
    IO.println(
        "Microseconds in "
            + processes
            + " processes: the median, in brackets the first and third quartile.");
    IO.println(Environment.load("at the end"));
    measured.forEach(FurtherCodec::print);
  }

  private static long[] inProcess(Case measured) throws IOException, InterruptedException {
    var command =
        List.of(
            ClassPath.java(),
            "-cp",
            withoutOthers(ClassPath.own()),
            FurtherCodec.class.getName(),
            ONCE,
            measured.name());
    var numbers = Commands.run(command).strip().split(" ", -1);
    return Arrays.stream(numbers).mapToLong(Long::parseLong).toArray();
  }

  /// The class path without other libraries: where Jackson is beside a type, its annotations are
  /// looked for.
  private static String withoutOthers(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("jackson"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void print(Case measured, List<long[]> all) {
    IO.println("| " + measured.label + " | processor time | time |\n|---|---:|---:|");
    for (int i = 0; i < STEPS.size(); i++) {
      IO.println(
          "| "
              + STEPS.get(i)
              + " | "
              + quartiles(all, 2 * i)
              + " | "
              + quartiles(all, 2 * i + 1)
              + " |");
    }
    IO.println("");
  }

  private static String quartiles(List<long[]> all, int column) {
    var sorted = all.stream().mapToLong(times -> times[column]).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%d (%d to %d)",
        sorted[sorted.length / 2],
        sorted[sorted.length / 4],
        sorted[sorted.length * 3 / 4]);
  }

  private static void once(Case measured) {
    var json = Json.standard();
    var first =
        measured.first == Order.class
            ? DOCUMENT
            : "{\"sku\": \"A-1\", \"title\": \"t\", \"price\": 1, \"items\": 1}"
                .getBytes(StandardCharsets.UTF_8);
    steps(json, measured.first, first);
    load(measured.further);
    load(Stage.class);
    var numbers = new ArrayList<String>();
    for (long nanoseconds : steps(json, measured.further, DOCUMENT)) {
      numbers.add(Long.toString(nanoseconds / 1_000));
    }
    IO.println(String.join(" ", numbers));
  }

  /// Loads a class of the application, which is no work of its codec.
  private static void load(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Uses a type, and answers what each step took.
  private static <T> long[] steps(Json json, Class<T> type, byte[] document) {
    var clocks = new ArrayList<Clocks>();
    clocks.add(Clocks.now());
    json.models().use(type);
    clocks.add(Clocks.now());
    var codec = json.codec(type);
    clocks.add(Clocks.now());
    codec.prepareDecoding();
    clocks.add(Clocks.now());
    var value = codec.decode(document).orThrow();
    clocks.add(Clocks.now());
    codec.encode(value);
    clocks.add(Clocks.now());
    var steps = new long[2 * STEPS.size()];
    put(steps, 0, clocks.get(0), clocks.get(1));
    put(steps, 1, clocks.get(1), clocks.get(2));
    put(steps, 2, clocks.get(2), clocks.get(3));
    put(steps, 3, clocks.get(0), clocks.get(3));
    put(steps, 4, clocks.get(3), clocks.get(4));
    put(steps, 5, clocks.get(4), clocks.get(5));
    return steps;
  }

  private static void put(long[] steps, int step, Clocks start, Clocks end) {
    steps[2 * step] = end.processor - start.processor;
    steps[2 * step + 1] = end.wall - start.wall;
  }

  private record Clocks(long processor, long wall) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Clocks now() {
      return new Clocks(THREADS.getCurrentThreadCpuTime(), System.nanoTime());
    }
  }
}

package dev.lodestar.benchmarks.dto;

import dev.lodestar.benchmarks.json.ProcessorTime;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Measures the same as [DtoEncoding] and [DtoDecoding] by the processor time of the thread, for
/// machines that others use too: the ways take turns, each in a process of its own, and ratios are
/// taken within a round.
final class DtoTimes {
  private static final int WARM_UP_SECONDS = 6;
  private static final int SECONDS = 2;

  /// One table; the first way is what the others are compared with.
  private enum Table {
    ENCODE(
        "handWrittenRecord",
        "projection",
        "handWrittenMapping",
        "mapStructAndLodestar",
        "wholeType",
        "handWrittenRecordWithJackson",
        "jacksonMixIn",
        "jacksonView",
        "mapStructAndJackson"),
    DECODE(
        "wholeRecord",
        "partialOfAllFields",
        "partialOfAllFieldsApplied",
        "partialOfOneField",
        "partialOfOneFieldApplied",
        "allFieldsApplied",
        "oneFieldApplied",
        "wholeRecordWithJackson");

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> ways;

    Table(String... ways) {
      this.ways = List.of(ways);
    }
  }

  private DtoTimes() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    if (arguments.length == 2) {
      ProcessorTime.print(
          task(arguments[0], Integer.parseInt(arguments[1])), WARM_UP_SECONDS, SECONDS);
      return;
    }
    int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    IO.println(
        "Java "
            + Runtime.version()
            + ", load average "
            + ClassPath.loadAverage()
            + "; "
            + ClassPath.jars(
                name -> name.startsWith("jackson-databind") || name.startsWith("mapstruct"))
            + "; "
            + rounds
            + " rounds, medians.\n");
    print(Table.ENCODE, 10, rounds);
    print(Table.DECODE, 1, rounds);
    print(Table.DECODE, 10, rounds);
    IO.println("Load average at the end: " + ClassPath.loadAverage() + ".");
  }

  private static Supplier<Object> task(String way, int parts) {
    var encoding = new DtoEncoding();
    var decoding = new DtoDecoding();
    decoding.parts = parts;
    decoding.prepare();
    return switch (way) {
      case "projection" -> encoding::projection;
      case "handWrittenRecord" -> encoding::handWrittenRecord;
      case "handWrittenMapping" -> encoding::handWrittenMapping;
      case "wholeType" -> encoding::wholeType;
      case "mapStructAndJackson" -> encoding::mapStructAndJackson;
      case "mapStructAndLodestar" -> encoding::mapStructAndLodestar;
      case "handWrittenRecordWithJackson" -> encoding::handWrittenRecordWithJackson;
      case "jacksonView" -> encoding::jacksonView;
      case "jacksonMixIn" -> encoding::jacksonMixIn;
      case "wholeRecord" -> decoding::wholeRecord;
      case "partialOfAllFields" -> decoding::partialOfAllFields;
      case "partialOfAllFieldsApplied" -> decoding::partialOfAllFieldsApplied;
      case "allFieldsApplied" -> decoding::allFieldsApplied;
      case "partialOfOneField" -> decoding::partialOfOneField;
      case "partialOfOneFieldApplied" -> decoding::partialOfOneFieldApplied;
      case "oneFieldApplied" -> decoding::oneFieldApplied;
      case "wholeRecordWithJackson" -> decoding::wholeRecordWithJackson;
      default -> throw new IllegalArgumentException("There is nothing called " + way + ".");
    };
  }

  private static void print(Table table, int parts, int rounds)
      throws IOException, InterruptedException {
    var times = new double[table.ways.size()][rounds];
    var bytes = new double[table.ways.size()];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < times.length; i++) {
        var measured = measure(table.ways.get(i), parts);
        times[i][round] = measured[0];
        bytes[i] = measured[1];
      }
    }
    var text = new StringBuilder();
    text.append("|").append(parts).append(" parts|ns|ratio|ratios of the rounds|bytes|\n");
    text.append("|---|---:|---:|---:|---:|\n");
    for (int i = 0; i < times.length; i++) {
      var ratios = new ArrayList<Double>();
      var shown = new ArrayList<String>();
      for (int round = 0; round < rounds; round++) {
        ratios.add(times[i][round] / times[0][round]);
        shown.add(String.format(Locale.ROOT, "%.2f", ratios.getLast()));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "|%s|%.0f|**%.2f**|%s|%.0f|%n",
              table.ways.get(i),
              median(times[i]),
              median(ratios.stream().mapToDouble(Double::doubleValue).toArray()),
              String.join(" · ", shown),
              bytes[i]));
    }
    IO.println(text);
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /// Answers nanoseconds and bytes of one operation, measured in a process of its own.
  private static double[] measure(String way, int parts) throws IOException, InterruptedException {
    var output =
        Commands.run(
                List.of(
                    ClassPath.java(),
                    "-cp",
                    ClassPath.own(),
                    DtoTimes.class.getName(),
                    way,
                    Integer.toString(parts)))
            .strip();
    var numbers = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
    System.err.println(way + " " + parts + ": " + String.join(" ", numbers));
    return new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
  }
}

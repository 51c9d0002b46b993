package dev.lodestar.startup;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The phases of a start, and their table. Thread-safe.
final class StartReport {
  private final List<Phase> phases = new ArrayList<>();
  private Reading last;
  private String until = "it stopped, without an answer";
  private boolean printed;

  /// What happened between two moments.
  private record Phase(String name, Reading used) {}

  private StartReport(Reading begin) {
    last = begin;
  }

  /// Begins a report with what the process has done already. What it costs to load the classes that
  /// measure is a phase of its own.
  static StartReport sinceStartOfProcess() {
    var now = Instant.now();
    var called = System.nanoTime();
    var cpu = ProcessHandle.current().info().totalCpuDuration();
    var age = ProcessAge.now().orElse(Duration.ZERO);
    var ready = readyInstant(now);
    var nowMillis = now.toEpochMilli();
    var begin = Reading.now();
    var readyNanos = called - 1_000_000 * (nowMillis - ready.toEpochMilli());
    var startNanos = Math.min(readyNanos, called - age.toNanos());
    var report = new StartReport(begin);
    report.phases.add(
        new Phase("the virtual machine starts", new Reading(readyNanos - startNanos, -1, -1, -1)));
    report.phases.add(
        new Phase(
            "the program, up to Lodestar.app()",
            new Reading(
                Math.max(0, called - readyNanos),
                cpu.isPresent() ? cpu.get().toMillis() : -1,
                -1,
                -1)));
    report.phases.add(
        new Phase(
            "this report itself",
            new Reading(
                begin.nanos() - called,
                cpu.isPresent() ? Math.max(0, begin.cpuMillis() - cpu.get().toMillis()) : -1,
                begin.classes(),
                begin.allocated())));
    return report;
  }

  private static Instant readyInstant(Instant unknown) {
    try {
      return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    } catch (LinkageError noManagement) {
      return unknown;
    }
  }

  synchronized void reached(String phase) {
    var now = Reading.now();
    phases.add(new Phase(phase, now.since(last)));
    last = now;
  }

  /// The first answer has been sent, which is where the report ends.
  synchronized void answered() {
    until = "the first answer";
  }

  /// Prints the report, the first time. Whoever comes later waits until it has been printed.
  synchronized void print() {
    if (!printed) {
      printed = true;
      System.out.print(text());
      System.out.flush();
    }
  }

  private String text() {
    var nanos = 0L;
    for (var phase : phases) {
      nanos += phase.used().nanos();
    }
    var text = new StringBuilder(1_000);
    text.append("Start-up report: ").append(millis(nanos)).append(" ms until ").append(until);
    text.append(System.lineSeparator());
    row(text, "phase", "wall ms", "CPU ms", "classes", "allocated KiB");
    for (var phase : phases) {
      var used = phase.used();
      row(
          text,
          phase.name(),
          millis(used.nanos()),
          number(used.cpuMillis()),
          number(used.classes()),
          number(used.allocated() < 0 ? -1 : used.allocated() / 1024));
    }
    row(
        text,
        "together",
        millis(nanos),
        number(last.cpuMillis()),
        number(last.classes()),
        number(last.allocated() < 0 ? -1 : last.allocated() / 1024));
    text.append(
        LoadedClasses.summary().map(line -> "  " + line + System.lineSeparator()).orElse(""));
    return text.toString();
  }

  private static void row(
      StringBuilder text, String name, String wall, String cpu, String classes, String allocated) {
    text.append("  ").append(name).append(" ".repeat(Math.max(1, 34 - name.length())));
    right(text, wall, 9);
    right(text, cpu, 9);
    right(text, classes, 9);
    right(text, allocated, 15);
    text.append(System.lineSeparator());
  }

  private static void right(StringBuilder text, String word, int width) {
    text.append(" ".repeat(Math.max(1, width - word.length()))).append(word);
  }

  /// Milliseconds with one decimal.
  private static String millis(long nanos) {
    var tenths = (nanos + 50_000) / 100_000;
    return tenths / 10 + "." + tenths % 10;
  }

  private static String number(long value) {
    return value < 0 ? "-" : Long.toString(value);
  }
}

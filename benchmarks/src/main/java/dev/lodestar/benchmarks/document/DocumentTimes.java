package dev.lodestar.benchmarks.document;

import com.sun.management.OperatingSystemMXBean;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures what the document costs when it is first asked for, in processes that have done nothing
/// else: the processor time of the whole process, compilers included, and that of the thread.
final class DocumentTimes {
  private DocumentTimes() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    if (arguments.length == 2) {
      measure(Integer.parseInt(arguments[1]));
      return;
    }
    int rounds = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]);
    IO.println(
        "Java "
            + Runtime.version()
            + ", load average "
            + ClassPath.loadAverage()
            + ", "
            + rounds
            + " processes, medians of processor time in ms (process, thread).\n");
    for (int routes : new int[] {10, 100, 1000}) {
      print(routes, rounds);
    }
  }

  private static void print(int routes, int rounds) throws IOException, InterruptedException {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      var line =
          Commands.run(
              List.of(
                  ClassPath.java(),
                  "-cp",
                  ClassPath.own(),
                  DocumentTimes.class.getName(),
                  "measure",
                  Integer.toString(routes)));
      var values = new double[5];
      var texts = line.strip().split(" ", -1);
      for (int j = 0; j < values.length; j++) {
        values[j] = Double.parseDouble(texts[j]);
      }
      all.add(values);
    }
    IO.println(
        String.format(
            Locale.ROOT,
            "%5d routes: built %6.0f   document %6.0f (%4.0f)   bytes of it %6.0f   size %8.0f",
            routes,
            median(all, 0),
            median(all, 1),
            median(all, 2),
            median(all, 3),
            median(all, 4)));
  }

  private static double median(List<double[]> all, int index) {
    return all.stream().mapToDouble(values -> values[index]).sorted().toArray()[all.size() / 2];
  }

  private static void measure(int routes) {
    double start = process();
    var app = Shop.of(routes);
    double built = process();
    double threadBefore = thread();
    var document = app.openApi();
    double threadAfter = thread();
    double made = process();
    int size = document.json().length;
    double written = process();
    IO.println(
        (built - start)
            + " "
            + (made - built)
            + " "
            + (threadAfter - threadBefore)
            + " "
            + (written - made)
            + " "
            + size);
  }

  private static double process() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e6;
  }

  private static double thread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }
}

package dev.lodestar.benchmarks.json;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Measures one operation of one library in this process: the processor time of the thread that
/// does it, which other programs of the machine disturb least, and what it allocates.
public final class ProcessorTime {
  /// How long a batch takes, of which the fastest counts: short enough that some are not
  /// interrupted, also where many programs run.
  private static final double BATCH_SECONDS = 0.02;

  /// How often an operation is done between two looks at the clock while it warms up.
  private static final int LAP = 20;

  /// Read at the end, so that no result is left out as useless.
  private static volatile Object result = "";

  private ProcessorTime() {}

  /// Prints nanoseconds and bytes of one operation.
  public static void main(String... arguments) {
    var library = Library.valueOf(arguments[0]);
    var operation = Operation.valueOf(arguments[1]);
    var size = Size.valueOf(arguments[2]);
    var documents = Documents.of(size, Alphabet.valueOf(arguments[3]));
    var task = task(operation, library.bind(size.type(), size.isList()), documents);
    print(task, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
  }

  /// Measures something, and prints nanoseconds and bytes.
  ///
  /// @param task what is done again and again
  /// @param warmUp how many seconds it is done before
  /// @param seconds how many seconds of processor time it is measured
  public static void print(Supplier<Object> task, int warmUp, int seconds) {
    int perBatch = warmUp(task, warmUp);
    var measured = measure(task, perBatch, (int) Math.ceil(seconds / BATCH_SECONDS));
    Objects.requireNonNull(result);
    IO.println(String.format(Locale.ROOT, "%f %f", measured.nanoseconds(), measured.bytes()));
  }

  private static Supplier<Object> task(Operation operation, Binding binding, Documents documents) {
    return switch (operation) {
      case ENCODE -> () -> binding.encode(documents.value());
      case DECODE -> () -> binding.decode(documents.valid());
      case WRONG_TYPE -> () -> binding.refuse(documents.wrongType());
      case BROKEN_CONSTRAINT -> () -> binding.refuse(documents.brokenConstraint());
    };
  }

  /// Answers how many operations make a batch.
  private static int warmUp(Supplier<Object> task, int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long last = 1;
    while (System.nanoTime() < end) {
      long start = threads().getCurrentThreadCpuTime();
      repeat(task, LAP);
      last = Math.max(1, threads().getCurrentThreadCpuTime() - start);
    }
    return (int) Math.max(LAP, BATCH_SECONDS * TimeUnit.SECONDS.toNanos(1) * LAP / last);
  }

  private static Measured measure(Supplier<Object> task, int perBatch, int batches) {
    double fastest = Double.MAX_VALUE;
    double bytes = 0;
    for (int i = 0; i < batches; i++) {
      long allocated = threads().getCurrentThreadAllocatedBytes();
      long start = threads().getCurrentThreadCpuTime();
      repeat(task, perBatch);
      double time = threads().getCurrentThreadCpuTime() - start;
      fastest = Math.min(fastest, time / perBatch);
      bytes = (double) (threads().getCurrentThreadAllocatedBytes() - allocated) / perBatch;
    }
    return new Measured(fastest, bytes);
  }

  private static void repeat(Supplier<Object> task, int times) {
    for (int i = 0; i < times; i++) {
      result = task.get();
    }
  }

  private static ThreadMXBean threads() {
    return (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }
}

package dev.lodestar.form;

import dev.lodestar.offload.Offload;
import java.io.IOException;
import java.util.concurrent.Callable;

/// Threads that wait for disks: a virtual thread that writes a file keeps its carrier, and a disk
/// can be busy for long.
final class DiskThreads {
  private static final int MOST = 8;
  private static final Offload THREADS = new Offload("lodestar-form-disk", MOST);

  private DiskThreads() {}

  /// Does something with files, to its end even if the thread is interrupted.
  ///
  /// @throws IOException what the action throws
  static <T> T run(Callable<T> action) throws IOException {
    return THREADS.run(action);
  }
}

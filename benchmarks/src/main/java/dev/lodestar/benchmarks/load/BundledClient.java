package dev.lodestar.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/// A load generator that needs nothing but Java. Talks to loopback addresses only, and sends a
/// bounded number of requests.
///
/// @param threads how many threads it gets
/// @param mostRequests the most requests that each connection sends
public record BundledClient(int threads, long mostRequests) implements LoadGenerator {
  @Override
  public Load run(LoadRequest request, int connections, Duration duration)
      throws IOException, InterruptedException {
    var address = request.address();
    var server = new InetSocketAddress(InetAddress.getByName(address.getHost()), address.getPort());
    if (!server.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          address + " is not on this machine; the benchmark sends its load to loopback addresses.");
    }
    var start = System.nanoTime();
    var used = Math.min(threads, connections);
    var workers = new ArrayList<BundledClientWorker>();
    for (var i = 0; i < used; i++) {
      var share = connections / used + (i < connections % used ? 1 : 0);
      workers.add(
          new BundledClientWorker(
              server, request, share, start + duration.toNanos(), mostRequests));
    }
    return runAll(workers, start);
  }

  private static Load runAll(ArrayList<BundledClientWorker> workers, long start)
      throws IOException, InterruptedException {
    var times = new Histogram(3);
    var failures = 0L;
    try (var pool = Executors.newFixedThreadPool(workers.size())) {
      var results = new ArrayList<Future<BundledClientWorker.Result>>();
      for (var worker : workers) {
        results.add(pool.submit(worker));
      }
      for (var result : results) {
        var found = result.get();
        times.add(found.times());
        failures += found.failures();
      }
    } catch (ExecutionException failure) {
      throw new IOException("The load generator failed.", failure.getCause());
    }
    return new Load(
        times.getTotalCount(),
        failures,
        (System.nanoTime() - start) / 1e9,
        times.getValueAtPercentile(50) / 1e3,
        times.getValueAtPercentile(99) / 1e3);
  }
}

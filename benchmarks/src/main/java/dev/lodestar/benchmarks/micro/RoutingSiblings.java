package dev.lodestar.benchmarks.micro;

import dev.lodestar.benchmarks.micro.ManyRoutes.Paths;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.route.Match;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Finds one of 10,000 literals that stand beside each other.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RoutingSiblings {
  private final ManyRoutes many = ManyRoutes.siblings(10_000);
  private final Paths paths = many.sample("");

  /// Finds `/resource-1`.
  ///
  /// @return the match
  @Benchmark
  public Match<Integer> sibling() {
    return many.table().match(HttpMethod.GET, paths.next());
  }

  /// The baseline: a hash map of the full paths.
  ///
  /// @return the target
  @Benchmark
  public @Nullable Integer siblingInMap() {
    return many.fullPaths().get(paths.next());
  }
}

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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Finds the route of a path among few and among many. The baseline of each is a hash map that
/// contains the full path of every request, which no router can have.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Routing {
  /// How many routes there are.
  @Param({"5", "200", "10000"})
  public int routes = 5;

  private ManyRoutes many = ManyRoutes.resources(5);
  private Paths literals = many.sample("");
  private Paths oneParameter = many.sample("/42");
  private Paths twoParameters = many.sample("/42/parts/7");
  private Paths misses = many.misses();

  /// Makes the routes and the paths.
  @Setup
  public void prepare() {
    many = ManyRoutes.resources(routes);
    literals = many.sample("");
    oneParameter = many.sample("/42");
    twoParameters = many.sample("/42/parts/7");
    misses = many.misses();
  }

  /// Finds `/resource-1`.
  ///
  /// @return the match
  @Benchmark
  public Match<Integer> literal() {
    return many.table().match(HttpMethod.GET, literals.next());
  }

  /// Finds `/resource-1/{id:int}`.
  ///
  /// @return the match
  @Benchmark
  public Match<Integer> oneParameter() {
    return many.table().match(HttpMethod.GET, oneParameter.next());
  }

  /// Finds `/resource-1/{id:int}/parts/{part:int}`.
  ///
  /// @return the match
  @Benchmark
  public Match<Integer> twoParameters() {
    return many.table().match(HttpMethod.GET, twoParameters.next());
  }

  /// Finds nothing.
  ///
  /// @return the match
  @Benchmark
  public Match<Integer> miss() {
    return many.table().match(HttpMethod.GET, misses.next());
  }

  /// The baseline of [#literal()].
  ///
  /// @return the target
  @Benchmark
  public @Nullable Integer literalInMap() {
    return many.fullPaths().get(literals.next());
  }

  /// The baseline of [#oneParameter()].
  ///
  /// @return the target
  @Benchmark
  public @Nullable Integer oneParameterInMap() {
    return many.fullPaths().get(oneParameter.next());
  }

  /// The baseline of [#twoParameters()].
  ///
  /// @return the target
  @Benchmark
  public @Nullable Integer twoParametersInMap() {
    return many.fullPaths().get(twoParameters.next());
  }

  /// The baseline of [#miss()].
  ///
  /// @return null
  @Benchmark
  public @Nullable Integer missInMap() {
    return many.fullPaths().get(misses.next());
  }
}

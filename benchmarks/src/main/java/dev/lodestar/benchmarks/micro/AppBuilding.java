package dev.lodestar.benchmarks.micro;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Builds an application, once, in a process that has done nothing before: what a start waits for.
/// Each handler takes three parameters and returns a record of its own.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class AppBuilding {
  /// How many handlers there are, ten in each controller.
  @Param({"1", "200"})
  public int handlers = 1;

  private @Nullable GeneratedControllers controllers;

  /// Compiles the controllers.
  ///
  /// @throws IOException if the compiler fails
  /// @throws InterruptedException if the thread is interrupted
  /// @throws ClassNotFoundException if the compiler made other classes
  @Setup
  public void compile() throws IOException, InterruptedException, ClassNotFoundException {
    controllers = GeneratedControllers.withHandlers(handlers);
  }

  /// Deletes the controllers.
  ///
  /// @throws IOException if that fails
  @TearDown
  public void delete() throws IOException {
    if (controllers != null) {
      controllers.close();
    }
  }

  /// Builds the application.
  ///
  /// @return the application
  @Benchmark
  public App build() {
    var app = Lodestar.app();
    if (controllers != null) {
      app.routes(controllers.classes().toArray());
    }
    return app.build();
  }
}

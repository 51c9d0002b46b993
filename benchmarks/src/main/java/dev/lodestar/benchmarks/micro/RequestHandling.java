package dev.lodestar.benchmarks.micro;

import dev.lodestar.App;
import dev.lodestar.benchmarks.application.Shop;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Answers a request in process: routing, binding, the handler, rendering. A new request each time,
/// because a request keeps its parsed query; what that alone costs is [#requestOnly()].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RequestHandling {
  private final App app = Shop.app();
  private final App layered = Shop.layered();
  private final Headers headers = Headers.of("Host", "localhost", "Accept", "*/*");
  private final Connection connection =
      new Connection(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
          false,
          "HTTP/1.1");

  private Request request(String target) {
    return Request.of(HttpMethod.GET, target, headers, RequestBody.empty(), connection);
  }

  /// The baseline: makes the request and does nothing with it.
  ///
  /// @return the request
  @Benchmark
  public Request requestOnly() {
    return request("/users/42?page=3&active=true");
  }

  /// Answers with a fixed text.
  ///
  /// @return the response
  @Benchmark
  public RenderedResponse plaintext() {
    return app.handle(request("/plaintext"));
  }

  /// Answers with a record as JSON.
  ///
  /// @return the response
  @Benchmark
  public RenderedResponse json() {
    return app.handle(request("/json"));
  }

  /// Answers with the values of one path parameter and two query parameters.
  ///
  /// @return the response
  @Benchmark
  public RenderedResponse parameters() {
    return app.handle(request("/users/42?page=3&active=true"));
  }

  /// Answers with a record as JSON inside of three middleware, two guards and four dependencies,
  /// and closes what is to be closed.
  ///
  /// @return the response
  @Benchmark
  public RenderedResponse layeredJson() {
    var request = request("/json");
    var response = layered.handle(request);
    response.complete(Delivery.SENT, Optional.of(request));
    return response;
  }
}

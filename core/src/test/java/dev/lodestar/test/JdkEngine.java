package dev.lodestar.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An engine over the HTTP server of the JDK: real sockets for the tests of this module.
final class JdkEngine implements Engine {
  private static final BodyPlan PLAN = new BodyPlan(10_000_000, false);

  @Override
  public Server start(HttpApplication application, ServerOptions options) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(application, exchange));
    server.start();
    return new Running(server, threads, new CountDownLatch(1));
  }

  private static void answer(HttpApplication application, HttpExchange exchange)
      throws IOException {
    var headers = Headers.builder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    var head =
        Request.of(
            HttpMethod.of(exchange.getRequestMethod()),
            exchange.getRequestURI().toString(),
            headers.build(),
            RequestBody.empty(),
            new Connection(
                exchange.getRemoteAddress(), exchange.getLocalAddress(), false, "HTTP/1.1"));
    var request = head.withBody(body(application.bodyPlan(head, PLAN), exchange));
    var response = application.handle(request);
    var delivery = Delivery.ABORTED;
    try {
      write(response, exchange);
      delivery = Delivery.SENT;
    } finally {
      response.complete(delivery, Optional.of(request));
    }
  }

  /// A limit is kept where a body is streamed, since it is told there.
  private static RequestBody body(BodyPlan plan, HttpExchange exchange) throws IOException {
    var in = exchange.getRequestBody();
    return plan.streamed()
        ? RequestBody.streamed(in, RequestBody.UNKNOWN_LENGTH, plan.limit())
        : RequestBody.of(in.readAllBytes());
  }

  private static void write(RenderedResponse response, HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    response.contentType().ifPresent(type -> headers.add("Content-Type", type.toString()));
    response.headers().forEach(headers::add);
    switch (response.body()) {
      case ResponseBody.Empty empty -> {
        if (response.contentLength() != RenderedResponse.NO_LENGTH) {
          headers.set("Content-Length", Long.toString(response.contentLength()));
        }
        exchange.sendResponseHeaders(response.status().code(), -1);
      }
      case ResponseBody.Bytes bytes -> {
        exchange.sendResponseHeaders(
            response.status().code(), bytes.length() == 0 ? -1 : bytes.length());
        exchange.getResponseBody().write(bytes.array(), bytes.offset(), bytes.length());
      }
      case ResponseBody.File _,
          ResponseBody.Parts _,
          ResponseBody.Stream _,
          ResponseBody.WebSocket _ -> {
        exchange.sendResponseHeaders(
            response.status().code(), Math.max(0, response.contentLength()));
        try {
          response.body().writeTo(exchange.getResponseBody());
        } catch (Exception failure) {
          throw new IOException(failure);
        }
      }
    }
    exchange.close();
  }

  private record Running(HttpServer server, ExecutorService threads, CountDownLatch stopped)
      implements Server {

    @Override
    public String host() {
      return server.getAddress().getHostString();
    }

    @Override
    public int port() {
      return server.getAddress().getPort();
    }

    @Override
    public URI uri() {
      return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public boolean isStopping() {
      return stopped.getCount() == 0;
    }

    @Override
    public void announceStop() {
      // nobody asks
    }

    @Override
    public boolean stop(Duration deadline) {
      close();
      return true;
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
      stopped.countDown();
    }

    @Override
    public void awaitStop() throws InterruptedException {
      stopped.await();
    }
  }
}

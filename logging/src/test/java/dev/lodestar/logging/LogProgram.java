package dev.lodestar.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Response;
import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogContext;
import dev.lodestar.log.LogLevel;
import dev.lodestar.test.TestClient;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// A program that tests start as a process of its own; its argument says what it logs.
final class LogProgram {
  private LogProgram() {}

  /// Tells which kind of thread has loaded the back end.
  public static final class Telling implements SLF4JServiceProvider {
    private final ServiceProvider provider = new ServiceProvider();

    @Override
    public void initialize() {
      System.out.println("loaded by a virtual thread: " + Thread.currentThread().isVirtual());
      provider.initialize();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
      return provider.getLoggerFactory();
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
      return provider.getMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
      return provider.getMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
      return provider.getRequestedApiVersion();
    }
  }

  public static void main(String... arguments) throws Exception {
    if (arguments[0].equals("socket")) {
      socket(); // nothing may have been logged before
      return;
    }
    var logger = LoggerFactory.getLogger("shop.Orders");
    switch (arguments[0]) {
      case "hello" -> logger.info("hello {}", "you");
      case "forged" -> logger.warn("user={}", "ada\n2026-11-29 ERROR forged\u001b[2J");
      case "levels" -> {
        logger.debug("one");
        LogBackend.find().orElseThrow().setLevel("shop", LogLevel.DEBUG);
        logger.debug("two");
        LogBackend.find().orElseThrow().unsetLevel("shop");
        logger.debug("three");
      }
      case "debug" -> logger.debug("deep");
      case "exit" -> {
        logger.debug("deep");
        System.exit(0);
      }
      case "exit-named" -> {
        LogBackend.find().orElseThrow().setLevel("java.lang.Runtime", LogLevel.DEBUG);
        System.exit(0);
      }
      case "others" -> {
        System.getLogger("lib.System")
            .log(System.Logger.Level.WARNING, "from {0}", "a system logger");
        java.util.logging.Logger.getLogger("lib.Util").log(Level.INFO, "from java.util.logging");
        java.util.logging.Logger.getLogger("lib.Util").log(Level.FINE, "not written");
      }
      case "flood" -> {
        for (var i = 0; i < 20_000; i++) {
          logger.info("line {} {}", i, "x".repeat(200));
        }
        System.out.println("still here");
      }
      case "unread" -> {
        for (var i = 0; i < 3; i++) {
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (true) {
                  logger.info("line {}", "x".repeat(200));
                }
              });
        }
        Thread.sleep(Turns.PATIENCE.toMillis() / 2);
        for (var i = 0; i < 1_000; i++) {
          logger.info("line {}", i);
        }
        System.out.println("goes on");
        while (System.in.read() >= 0) {
          // until somebody has read what is missing
        }
      }
      case "failure" -> logger.error("order failed", new IllegalStateException("no stock"));
      case "access" -> access();
      case "overload" -> overload();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void socket() throws Exception {
    var app = Lodestar.app().webSocket("/socket", socket -> socket.send("hello")).build();
    try (var server = app.start(ServerOptions.defaults().withPort(0));
        var client = TestClient.connect(server.uri());
        var socket = client.webSocket("/socket").open()) {
      System.out.println(socket.receiveText());
    }
  }

  private static void overload() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .get(
                "/slow",
                request -> {
                  begun.countDown();
                  end.await();
                  return Response.text("slow");
                })
            .get("/orders/{id}", request -> Response.text("order"))
            .build();
    var options =
        ServerOptions.defaults()
            .withPort(0)
            .withOverload(OverloadOptions.defaults().withMaxRequestsInFlight(1))
            .withAccessLog(AccessLogOptions.standard());
    try (var server = app.start(options);
        var client = TestClient.connect(server.uri())) {
      var slow = Thread.ofVirtual().start(() -> client.get("/slow"));
      begun.await();
      System.out.println(client.get("/orders/7?token=sesame").status());
      end.countDown();
      slow.join();
    }
  }

  private static void access() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/orders/{id}",
                request -> {
                  LogContext.put("user", "ada");
                  LoggerFactory.getLogger("shop.Orders").info("read");
                  return Response.text("order");
                })
            .build();
    var options =
        ServerOptions.defaults()
            .withPort(0)
            .withAccessLog(AccessLogOptions.standard().except("/probe"));
    try (var server = app.start(options);
        var client = TestClient.connect(server.uri())) {
      client.get("/orders/7?token=sesame");
      client.get("/nowhere");
      client.get("/probe");
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(US_ASCII));
        socket.getInputStream().readAllBytes();
      }
    }
  }
}

package dev.lodestar.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.AccessLogOptions;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Response;
import dev.lodestar.log.LogBackend;
import dev.lodestar.log.LogContext;
import dev.lodestar.log.LogLevel;
import dev.lodestar.test.TestClient;
import java.net.InetAddress;
import java.net.Socket;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;

/// A program that tests start as a process of its own; its argument says what it logs.
final class LogProgram {
  private LogProgram() {}

  public static void main(String... arguments) throws Exception {
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
      case "failure" -> logger.error("order failed", new IllegalStateException("no stock"));
      case "access" -> access();
      default -> throw new IllegalArgumentException(arguments[0]);
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

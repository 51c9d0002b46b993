package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.health.CheckResult;
import dev.lodestar.health.Health;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.http.Response;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An application that tests start as a process of its own; its arguments say how it behaves.
final class TinyApplication {
  private static final Logger LOGGER = LoggerFactory.getLogger("tiny.Asked");

  private TinyApplication() {}

  public static void main(String... arguments) throws Exception {
    var wanted = List.of(arguments);
    System.out.println("tiny begins");
    if (wanted.contains("crash")) {
      throw new IllegalStateException("the database is not there");
    }
    if (wanted.contains("slow")) {
      new CountDownLatch(1).await();
    }
    if (wanted.contains("children")) {
      new ProcessBuilder("sh", "-c", "sleep 1000 & exec sleep 1001").inheritIO().start();
    }
    if (wanted.contains("stubborn")) {
      Runtime.getRuntime().addShutdownHook(new Thread(TinyApplication::sleepForever));
    }
    if (wanted.contains("named")) {
      app("/health").build().serve(ServerOptions.defaults().withPort(0).withName("named"));
      return;
    }
    if (wanted.contains("ill")) {
      app("/tiny")
          .health(Health.standard())
          .healthCheck(
              HealthCheck.ready("database", () -> CheckResult.down("It is away.")),
              HealthCheck.ready("cache", CheckResult::up))
          .build()
          .serve();
      return;
    }
    app("/health").build().serve();
  }

  private static App.Builder app(String path) {
    return Lodestar.app()
        .openApi(dev.lodestar.openapi.OpenApi.standard().withoutServing())
        .get(
            path,
            request -> {
              LOGGER.debug("somebody has asked");
              return Response.text("tiny");
            });
  }

  private static void sleepForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}

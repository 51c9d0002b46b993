package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.openapi.OpenApi;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the framework itself does for long while it has the only event loop. It goes on for ever
/// unless a request of another connection of the same loop is served meanwhile.
class LongWorkTest {
  private static final Semaphore BEGUN = new Semaphore(0);
  private static final AtomicBoolean OPEN = new AtomicBoolean();

  @BeforeEach
  void begin() {
    BEGUN.drainPermits();
    OPEN.set(false);
  }

  private static void computeUntilOpen() {
    BEGUN.release();
    while (!OPEN.get()) {
      Thread.onSpinWait();
    }
  }

  /// As a document with a million objects does, it takes long to be made of its JSON.
  record Large(String text) {
    Large {
      computeUntilOpen();
    }
  }

  static final class Handlers {
    @Post("/decode")
    String decode(Large large) {
      return large.text();
    }

    @Get("/open")
    String open() {
      OPEN.set(true);
      return "opened";
    }
  }

  private static Server start() throws IOException {
    return Lodestar.app()
        .routes(new Handlers())
        .openApi(OpenApi.standard().withTransform(document -> computeUntilOpen()))
        .build()
        .start(TestServer.options().withEventLoops(1).withScheduling(Scheduling.EVENT_LOOP));
  }

  private static void expectOthersServed(RawClient busy, Server server) throws Exception {
    BEGUN.acquire();
    try (var other = RawClient.connect(server)) {
      assertThat(other.get("/open").read().body()).isEqualTo("opened");
    }
    assertThat(busy.read().status()).isIn(200, 201);
  }

  @Test
  void others_are_served_while_a_body_is_decoded() throws Exception {
    try (var server = start();
        var busy = RawClient.connect(server)) {
      busy.send(
          "POST /decode HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 12\r\n\r\n{\"text\":\"x\"}");
      expectOthersServed(busy, server);
    }
  }

  @Test
  void others_are_served_while_the_openapi_document_is_made() throws Exception {
    try (var server = start();
        var busy = RawClient.connect(server)) {
      busy.get("/schema/openapi.json");
      expectOthersServed(busy, server);
    }
  }
}

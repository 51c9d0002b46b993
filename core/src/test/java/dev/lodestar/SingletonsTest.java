package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Provider;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The life of what lives as long as the application.
class SingletonsTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  record Pool(int number) {}

  record Cache(Pool pool) {}

  static final class Handlers {
    @Get("/cache")
    String cache(Cache cache) {
      return "" + cache.pool().number();
    }
  }

  private App.Builder app() {
    return Lodestar.app()
        .routes(Handlers.class)
        .provide(
            Provider.of(
                    Cache.class,
                    (Pool pool) -> {
                      log.add("cache made");
                      return new Cache(pool);
                    })
                .singleton()
                .onClose((cache, outcome) -> log.add("cache " + outcome)))
        .provide(
            Provider.of(
                    Pool.class,
                    () -> {
                      log.add("pool made");
                      return new Pool(7);
                    })
                .singleton()
                .onClose((pool, outcome) -> log.add("pool " + outcome)));
  }

  /// An application that nobody starts.
  private record Unstarted(App app) implements HttpApplication {
    @Override
    public RenderedResponse handle(Request request) {
      return app.handle(request);
    }

    @Override
    public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
      return app.refuse(failure, head);
    }
  }

  private static String get(HttpApplication app) {
    try (var client = TestClient.of(app).raiseServerErrors(false)) {
      var response = client.get("/cache");
      return response.status().code() + " " + response.text();
    }
  }

  @Test
  void singletons_are_made_at_the_start_and_closed_in_reverse_order_at_the_stop() {
    var open = app().build().open();
    assertThat(log).containsExactly("pool made", "cache made");
    open.close();

    assertThat(log).containsExactly("pool made", "cache made", "cache Stopped[]", "pool Stopped[]");
  }

  @Test
  void an_application_that_was_not_started_makes_them_when_they_are_needed() {
    var app = new Unstarted(app().build());

    assertThat(get(app)).isEqualTo("200 7");
    assertThat(get(app)).isEqualTo("200 7");
    assertThat(log).containsExactly("pool made", "cache made");
  }

  @Test
  void none_is_made_after_the_stop() {
    var app = app().build();
    app.open().close();

    assertThat(get(new Unstarted(app))).startsWith("500");
    assertThat(log).hasSize(4);
  }

  @Test
  void a_second_start_makes_them_again() {
    var app = app().build();
    app.open().close();

    assertThat(get(app)).isEqualTo("200 7");
  }

  @Test
  void a_start_that_fails_closes_what_was_made() {
    var failing =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(
                Provider.of(Pool.class, () -> new Pool(1))
                    .singleton()
                    .onClose(
                        (pool, outcome) -> log.add("pool " + (outcome instanceof Outcome.Failure))))
            .provide(
                Provider.<Cache, Pool>of(
                        Cache.class,
                        (Pool pool) -> {
                          throw new IOException("no cache");
                        })
                    .singleton())
            .build();

    assertThatThrownBy(failing::open)
        .isInstanceOf(LaunchException.class)
        .hasRootCauseMessage("no cache");
    assertThat(log).containsExactly("pool true");
  }

  @Test
  void requests_at_the_same_time_share_one() throws Exception {
    var made = new AtomicInteger();
    var go = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(
                Provider.of(
                        Pool.class,
                        () -> {
                          go.await();
                          return new Pool(made.incrementAndGet());
                        })
                    .singleton())
            .provide(Provider.of(Cache.class).singleton())
            .build();
    var answers = Collections.synchronizedList(new ArrayList<String>());
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 8; i++) {
      threads.add(Thread.startVirtualThread(() -> answers.add(get(app))));
    }
    go.countDown();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(8).containsOnly("200 1");
  }
}

package dev.lodestar.inject;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpException;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/// Providers that may run at the same time as others.
class ConcurrentProvidersTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  record One(String text) {}

  record Two(String text) {}

  record Base(String text) {}

  static final class Handlers {
    @Get("/")
    String get(One one, Two two) {
      return one.text() + two.text();
    }
  }

  private static String get(App.Builder app) {
    try (var client =
        TestClient.of(app.build()).raiseServerErrors(false).ignoringFindings(UNDOCUMENTED_STATUS)) {
      var response = client.get("/");
      return response.status().code() + " " + response.text();
    }
  }

  @Test
  void they_run_at_the_same_time_if_they_do_not_depend_on_each_other() {
    var both = new CyclicBarrier(2);
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(Base.class, () -> new Base("b"))
            .provide(
                Provider.of(
                        One.class,
                        (Base base) -> {
                          both.await();
                          return new One(base.text() + 1);
                        })
                    .concurrent())
            .provide(
                Provider.of(
                        Two.class,
                        (Base base) -> {
                          both.await();
                          return new Two(base.text() + 2);
                        })
                    .concurrent());

    assertThat(get(app)).isEqualTo("200 b1b2");
  }

  @Test
  void the_first_failure_interrupts_the_others_and_is_the_answer() {
    var waiting = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(
                Provider.of(
                        One.class,
                        () -> {
                          waiting.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } catch (InterruptedException interrupted) {
                            log.add("interrupted");
                            throw interrupted;
                          }
                          return new One("");
                        })
                    .concurrent())
            .provide(
                Provider.<Two>of(
                        Two.class,
                        () -> {
                          waiting.await();
                          throw HttpException.conflict("two");
                        })
                    .concurrent());

    assertThat(get(app)).startsWith("409");
    assertThat(log).containsExactly("interrupted");
  }

  @Test
  void they_end_in_the_reverse_order_of_the_plan_whichever_was_faster() {
    var second = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(
                Provider.of(
                        One.class,
                        () -> {
                          second.await();
                          return new One("1");
                        })
                    .concurrent()
                    .onClose((one, outcome) -> log.add("one")))
            .provide(
                Provider.of(
                        Two.class,
                        () -> {
                          second.countDown();
                          return new Two("2");
                        })
                    .concurrent()
                    .onClose((two, outcome) -> log.add("two")));

    assertThat(get(app)).isEqualTo("200 12");
    assertThat(log).containsExactly("two", "one");
  }

  @Test
  void what_succeeded_beside_a_failure_is_closed() {
    var done = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .provide(
                Provider.of(
                        One.class,
                        () -> {
                          done.countDown();
                          return new One("1");
                        })
                    .concurrent()
                    .onClose((one, outcome) -> log.add("one " + outcome.delivered())))
            .provide(
                Provider.<Two>of(
                        Two.class,
                        () -> {
                          done.await();
                          throw HttpException.conflict("two");
                        })
                    .concurrent());

    assertThat(get(app)).startsWith("409");
    assertThat(log).containsExactly("one false");
  }
}

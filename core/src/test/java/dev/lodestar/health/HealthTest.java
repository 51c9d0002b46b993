package dev.lodestar.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an application tells about its health.
@Timeout(60)
class HealthTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private static App.Builder shownToAll(HealthCheck... checks) {
    return Lodestar.app().health(Health.standard().withDetails()).healthCheck(checks);
  }

  private static HealthCheck fixed(String name, CheckResult result) {
    return HealthCheck.ready(name, () -> result);
  }

  private static String withoutTimes(String document) {
    return document.replaceAll(",\"tookMillis\":\\d+,\"at\":\"[^\"]+\"", "");
  }

  @Test
  void an_application_without_checks_is_up() {
    try (var client = TestClient.of(Lodestar.app().health(Health.standard()).build())) {
      for (var path : new String[] {"/health", "/health/live", "/health/ready"}) {
        var answer = client.get(path).expectStatus(200);

        assertThat(answer.text()).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
      }
    }
  }

  @Test
  void without_a_declaration_nothing_is_served() {
    try (var client =
        TestClient.of(Lodestar.app().healthCheck(fixed("a", CheckResult.up())).build())) {
      client.get("/health").expectStatus(404);
    }
  }

  @Test
  void head_is_answered_like_get_without_content() {
    try (var client = TestClient.of(shownToAll(fixed("a", CheckResult.down("No."))).build())) {
      var answer = client.head("/health/ready").expectStatus(503);

      assertThat(answer.bytes()).isEmpty();
      assertThat(answer.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void other_methods_are_refused() {
    try (var client = TestClient.of(Lodestar.app().health(Health.standard()).build())) {
      client.post("/health").expectStatus(405);
    }
  }

  @Test
  void a_check_that_is_down_makes_readiness_503_and_leaves_liveness_alone() {
    try (var client =
        TestClient.of(shownToAll(fixed("database", CheckResult.down("It is away."))).build())) {
      client.get("/health").expectStatus(503);
      client.get("/health/ready").expectStatus(503);
      client.get("/health/live").expectStatus(200);
    }
  }

  @Test
  void a_check_of_liveness_counts_for_liveness_and_the_whole() {
    var check = HealthCheck.live("deadlock", () -> CheckResult.down("Two threads."));
    try (var client = TestClient.of(shownToAll(check).build())) {
      client.get("/health").expectStatus(503);
      client.get("/health/live").expectStatus(503);
      client.get("/health/ready").expectStatus(200);
    }
  }

  @Test
  void a_check_can_count_for_both() {
    var check =
        HealthCheck.live("worker", () -> CheckResult.down("It has ended."))
            .alsoFor(Probe.READINESS);
    try (var client = TestClient.of(shownToAll(check).build())) {
      client.get("/health/live").expectStatus(503);
      client.get("/health/ready").expectStatus(503);
    }
  }

  @Test
  void what_is_degraded_is_answered_200() {
    var check = fixed("cache", CheckResult.degraded("It is slow."));
    try (var client =
        TestClient.of(Lodestar.app().health(Health.standard()).healthCheck(check).build())) {
      assertThat(client.get("/health/ready").expectStatus(200).text())
          .isEqualTo("{\"status\":\"degraded\"}");
    }
  }

  @Test
  void a_check_that_is_not_critical_degrades_only() {
    var check = fixed("mail", CheckResult.down("It is away.")).notCritical();
    try (var client = TestClient.of(shownToAll(check).build())) {
      assertThat(client.get("/health").expectStatus(200).text())
          .startsWith("{\"status\":\"degraded\"")
          .contains("{\"name\":\"mail\",\"status\":\"down\",\"critical\":false");
    }
  }

  @Test
  void details_are_shown_to_those_whom_the_application_says() {
    var app =
        Lodestar.app()
            .health(
                Health.standard()
                    .withDetailsFor(request -> request.headers().first("X-Inside").isPresent()))
            .healthCheck(fixed("pool", CheckResult.up().with("connections", 12).with("name", "a")))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(client.get("/health").text()).isEqualTo("{\"status\":\"up\"}");

      var shown = client.request(HttpMethod.GET, "/health").header("X-Inside", "1").send().text();

      assertThat(withoutTimes(shown))
          .isEqualTo(
              "{\"status\":\"up\",\"checks\":["
                  + "{\"name\":\"application\",\"status\":\"up\",\"critical\":true},"
                  + "{\"name\":\"pool\",\"status\":\"up\",\"critical\":true,"
                  + "\"details\":{\"connections\":12,\"name\":\"a\"}}]}");
    }
  }

  @Test
  void what_an_exception_says_is_shown_to_nobody() {
    var check =
        HealthCheck.ready(
            "database",
            () -> {
              throw new IllegalStateException("password=sesame");
            });
    try (var client = TestClient.of(shownToAll(check).build())) {
      assertThat(client.get("/health").expectStatus(503).text())
          .contains("\"message\":\"The check failed; the log says why.\"")
          .doesNotContain("sesame", "IllegalState");
    }
  }

  @Test
  void a_check_that_returns_null_is_down() {
    @SuppressWarnings("NullAway")
    var check = HealthCheck.ready("nothing", () -> null);
    try (var client = TestClient.of(shownToAll(check).build())) {
      client.get("/health").expectStatus(503);
    }
  }

  @Test
  void checks_run_beside_each_other() {
    var together = new CyclicBarrier(3);
    Check meeting =
        () -> {
          together.await(20, TimeUnit.SECONDS);
          return CheckResult.up();
        };
    var app =
        shownToAll(
                HealthCheck.ready("a", meeting).withTimeout(LONG),
                HealthCheck.ready("b", meeting).withTimeout(LONG),
                HealthCheck.live("c", meeting).withTimeout(LONG))
            .build();
    try (var client = TestClient.of(app)) {
      client.get("/health").expectStatus(200);
    }
  }

  @Test
  void a_result_counts_for_a_while_however_many_ask() {
    var calls = new AtomicInteger();
    var check =
        HealthCheck.ready(
                "counted",
                () -> {
                  calls.incrementAndGet();
                  return CheckResult.up();
                })
            .withCacheTime(LONG);
    try (var client = TestClient.of(shownToAll(check).build())) {
      for (var i = 0; i < 20; i++) {
        client.get("/health").expectStatus(200);
        client.get("/health/ready").expectStatus(200);
      }
    }

    assertThat(calls).hasValue(1);
  }

  @Test
  void without_a_time_to_count_a_check_runs_for_each_who_asks() {
    var calls = new AtomicInteger();
    var check =
        HealthCheck.ready(
                "counted",
                () -> {
                  calls.incrementAndGet();
                  return CheckResult.up();
                })
            .withCacheTime(Duration.ZERO);
    try (var client = TestClient.of(shownToAll(check).build())) {
      client.get("/health");
      client.get("/health");
    }

    assertThat(calls).hasValue(2);
  }

  @Test
  void a_check_that_hangs_is_down_and_not_begun_again_before_it_has_ended() throws Exception {
    var calls = new AtomicInteger();
    var interrupted = new CountDownLatch(1);
    var release = new Semaphore(0);
    var check =
        HealthCheck.ready(
                "hanging",
                () -> {
                  calls.incrementAndGet();
                  try {
                    Thread.sleep(LONG);
                  } catch (InterruptedException told) {
                    interrupted.countDown();
                    release.acquire();
                  }
                  return CheckResult.up();
                })
            .withTimeout(Duration.ofMillis(50))
            .withCacheTime(Duration.ZERO);
    try (var client = TestClient.of(shownToAll(check).build())) {
      assertThat(client.get("/health").expectStatus(503).text())
          .contains("\"message\":\"It has not ended within 50 ms.\"");
      assertThat(interrupted.await(50, TimeUnit.SECONDS)).isTrue();
      for (var i = 0; i < 10; i++) {
        client.get("/health").expectStatus(503);
      }
      assertThat(calls).hasValue(1);

      release.release();
      while (calls.get() == 1) {
        client.get("/health");
      }
    }
  }

  @Test
  void a_check_whose_time_is_over_before_it_begins_is_interrupted_all_the_same() throws Exception {
    var interrupted = new CountDownLatch(1);
    var check =
        HealthCheck.ready(
                "hanging",
                () -> {
                  try {
                    Thread.sleep(LONG);
                  } catch (InterruptedException told) {
                    interrupted.countDown();
                  }
                  return CheckResult.up();
                })
            .withTimeout(Duration.ofMillis(1));
    var app = shownToAll(check).build();

    try (var _ = new NoVirtualThreads()) {
      assertThat(readiness(app)).isEqualTo("DOWN");
    }

    assertThat(interrupted.await(50, TimeUnit.SECONDS)).isTrue();
  }

  /// While this is open, no further virtual thread begins.
  private static final class NoVirtualThreads implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();

    NoVirtualThreads() throws InterruptedException {
      var carriers = Runtime.getRuntime().availableProcessors();
      var held = new CountDownLatch(carriers);
      for (var i = 0; i < carriers; i++) {
        Thread.startVirtualThread(() -> {
          held.countDown();
          while (!over.get()) {
            Thread.onSpinWait();
          }
        });
      }
      held.await();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }

  @Test
  void an_application_that_was_not_started_is_not_ready() {
    var app = Lodestar.app().health(Health.standard()).build();
    var seen = new StringBuilder();
    var starting =
        Lodestar.app()
            .health(Health.standard())
            .lifespan(
                "pool",
                context -> {
                  seen.append(readiness(app)).append(' ');
                  return () -> {};
                })
            .mount("/inner", app)
            .build();

    assertThat(readiness(app)).isEqualTo("DOWN");
    try (var _ = starting.open()) {
      assertThat(seen).hasToString("UP ");
    }
    assertThat(readiness(app)).isEqualTo("DOWN");
  }

  private static String readiness(App app) {
    try {
      return app.health().status().name();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void an_application_is_not_ready_while_its_lifespans_start_or_stop() {
    var seen = new StringBuilder();
    var app = new App[1];
    app[0] =
        Lodestar.app()
            .lifespan(
                "pool",
                context -> {
                  seen.append(readiness(app[0])).append(' ');
                  return () -> seen.append(readiness(app[0]));
                })
            .build();

    try (var _ = app[0].open()) {
      seen.append(readiness(app[0])).append(' ');
    }

    assertThat(seen).hasToString("DOWN UP DOWN");
  }

  record Pool(String name) {}

  record PoolCheck(Pool pool) implements Check {
    @Override
    public CheckResult check() {
      return CheckResult.up().with("pool", pool.name());
    }
  }

  @Test
  void a_check_of_a_class_gets_dependencies() {
    var app =
        shownToAll()
            .provideInstance(Pool.class, new Pool("main"))
            .healthCheck(HealthCheck.ready("pool", PoolCheck.class))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(client.get("/health").expectStatus(200).text())
          .contains("\"details\":{\"pool\":\"main\"}");
    }
    try (var client = TestClient.of(app).override(Pool.class, new Pool("fake"))) {
      assertThat(client.get("/health").expectStatus(200).text())
          .contains("\"details\":{\"pool\":\"fake\"}");
    }
  }

  @Test
  void a_check_whose_dependency_is_missing_is_a_problem_at_start() {
    var builder = shownToAll(HealthCheck.ready("pool", PoolCheck.class));

    var problems = catchThrowableOfType(StartupException.class, builder::build).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo("provider-missing");
    assertThat(problems.getFirst().subject()).isEqualTo("new PoolCheck(Pool pool)");
  }

  @Test
  void two_checks_of_one_name_are_a_problem_at_start() {
    var builder =
        shownToAll(fixed("a", CheckResult.up())).healthCheck(fixed("a", CheckResult.up()));

    var problems = catchThrowableOfType(StartupException.class, builder::build).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo("health-check");
    assertThat(problems.getFirst().subject()).isEqualTo("the health check \"a\"");
    assertThat(problems.getFirst().location())
        .hasValueSatisfying(place -> assertThat(place).startsWith("HealthTest.java:"));
  }

  @Test
  void plugins_bring_checks_along() {
    var app =
        shownToAll()
            .plugin(builder -> builder.healthCheck(fixed("queue", CheckResult.down("It is full."))))
            .build();
    try (var client = TestClient.of(app)) {
      assertThat(client.get("/health").expectStatus(503).text()).contains("It is full.");
    }
  }

  @Test
  void paths_can_be_others() {
    var app =
        Lodestar.app()
            .health(Health.standard().withPath("/internal/health").withLivenessPath("/livez"))
            .build();
    try (var client = TestClient.of(app)) {
      client.get("/internal/health").expectStatus(200);
      client.get("/livez").expectStatus(200);
      client.get("/internal/health/ready").expectStatus(200);
      client.get("/health").expectStatus(404);
    }
  }

  @Test
  void a_route_on_the_path_of_health_is_a_problem_at_start() {
    var builder =
        Lodestar.app().get("/health", request -> Response.text("up")).health(Health.standard());

    var problems = catchThrowableOfType(StartupException.class, builder::build).problems();

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("route-conflict"));
  }

  @Test
  void guards_stand_before_health_as_before_every_route() {
    var app =
        Lodestar.app()
            .health(
                Health.standard()
                    .withGuard((request, route) -> {
                      if (request.headers().first("X-Key").isEmpty()) {
                        throw HttpException.forbidden("Not for you.");
                      }
                    }))
            .build();
    try (var client = TestClient.of(app)) {
      client.get("/health/live").expectStatus(403);
      client.request(HttpMethod.GET, "/health/live").header("X-Key", "1").send().expectStatus(200);
    }
  }

  @Test
  void the_document_of_the_api_tells_of_health_if_it_is_to() {
    var without = Lodestar.app().health(Health.standard()).build();
    var with = Lodestar.app().health(Health.standard().inSchema()).build();

    assertThat(new String(without.openApi().json(), UTF_8)).doesNotContain("/health");
    assertThat(new String(with.openApi().json(), UTF_8)).contains("/health/live", "Liveness");
  }

  @Test
  void names_of_checks_are_plain_and_not_that_of_the_application() {
    for (var name : new String[] {"", "a b", "a=b", "application", "a\n", "x".repeat(65)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HealthCheck.ready(name, CheckResult::up))
          .withMessageContaining("'" + name + "'");
    }
  }

  @Test
  void details_are_texts_numbers_and_booleans() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckResult.up().with("list", List.of()))
        .withMessageContaining("'list'");
  }

  @Test
  void the_check_of_a_disk_tells_what_is_free(@TempDir Path folder) {
    try (var client = TestClient.of(shownToAll(HealthChecks.diskSpace(folder, 1)).build())) {
      assertThat(client.get("/health").expectStatus(200).text())
          .contains("\"name\":\"disk-space\"", "\"freeBytes\":");
    }
    try (var client =
        TestClient.of(shownToAll(HealthChecks.diskSpace(folder, Long.MAX_VALUE)).build())) {
      assertThat(client.get("/health").expectStatus(503).text()).contains(" bytes free");
    }
  }

  @Test
  void the_check_of_a_disk_that_is_not_there_is_down(@TempDir Path folder) {
    try (var client =
        TestClient.of(shownToAll(HealthChecks.diskSpace(folder.resolve("gone"), 1)).build())) {
      client.get("/health").expectStatus(503);
    }
  }

  @Test
  void the_check_of_memory_tells_what_is_in_use() {
    try (var client = TestClient.of(shownToAll(HealthChecks.memory(100)).build())) {
      assertThat(client.get("/health").expectStatus(200).text())
          .contains("\"name\":\"memory\",\"status\":\"up\",\"critical\":false", "\"maxBytes\":");
    }
  }

  @Test
  void the_check_of_deadlocks_finds_one() throws Exception {
    try (var client =
        TestClient.of(shownToAll(HealthChecks.deadlock().withCacheTime(Duration.ZERO)).build())) {
      client.get("/health/live").expectStatus(200);

      var left = new ReentrantLock();
      var right = new ReentrantLock();
      var both = new CyclicBarrier(2);
      var one = Thread.ofPlatform().daemon().name("one").start(() -> lockBoth(left, right, both));
      var two = Thread.ofPlatform().daemon().name("two").start(() -> lockBoth(right, left, both));
      var told = client.get("/health/live");
      while (!told.text().contains("'one'") || !told.text().contains("'two'")) {
        Thread.sleep(10);
        told = client.get("/health/live");
      }
      assertThat(told.statusCode()).isEqualTo(503);

      one.interrupt();
      two.interrupt();
    }
  }

  private static void lockBoth(Lock first, Lock second, CyclicBarrier both) {
    try {
      first.lockInterruptibly();
      both.await(20, TimeUnit.SECONDS);
      second.lockInterruptibly();
    } catch (Exception broken) {
      // the deadlock is over
    }
  }

  @Test
  void details_that_json_has_no_number_for_are_shown_as_texts() {
    var result =
        CheckResult.up()
            .with("ratio", Double.NaN)
            .with("most", Float.POSITIVE_INFINITY)
            .with("count", new AtomicInteger(3));

    try (var client = TestClient.of(shownToAll(fixed("disk", result)).build())) {
      assertThat(client.get("/health").expectStatus(200).text())
          .contains("\"ratio\":\"NaN\",\"most\":\"Infinity\",\"count\":3");
    }
  }
}

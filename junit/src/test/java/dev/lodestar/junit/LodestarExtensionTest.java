package dev.lodestar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractOptions;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.UnexpectedServerError;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class LodestarExtensionTest {

  /// What the classes under test report to the test that runs them.
  private static final List<Object> SEEN = Collections.synchronizedList(new ArrayList<>());

  private static final AtomicInteger BUILT = new AtomicInteger();

  static final class Shelf {
    @Get("/shelf")
    String take(int left) {
      if (left == 0) {
        throw HttpException.conflict("Nothing is left.");
      }
      return "taken";
    }
  }

  private static App app() {
    BUILT.incrementAndGet();
    return Lodestar.app()
        .get("/hello", request -> Response.text("hello " + request.headers().first("X-User", "")))
        .get("/cookies", request -> Response.text(request.cookies().asMap().toString()))
        .get("/log-in", request -> Response.text("").cookie(SetCookie.of("user", "bob")))
        .routes(Shelf.class)
        .get(
            "/broken",
            request -> {
              throw new IllegalStateException("boom");
            })
        .build();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
    BUILT.set(0);
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  private static void runGreen(Class<?> tests, int count) {
    run(tests)
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(count).failed(0).started(count));
  }

  private static void assertStopped(URI address) {
    try (var late = TestClient.connect(address)) {
      assertThatThrownBy(() -> late.get("/hello"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ConnectException");
    }
  }

  static class InProcess {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.of(LodestarExtensionTest::app);

    @RepeatedTest(2)
    void one(TestClient client) {
      assertThat(client.get("/hello").text()).isEqualTo("hello ");
      assertThat(client.get("/cookies").text()).isEqualTo("{}");
      client.get("/log-in");
    }

    @Nested
    class Inner {
      @Test
      void three(TestClient client) {
        assertThat(client.get("/hello").text()).isEqualTo("hello ");
        assertThat(client.get("/cookies").text()).isEqualTo("{}");
      }
    }
  }

  @Test
  void tests_share_a_static_application_but_not_the_cookies() {
    runGreen(InProcess.class, 3);

    assertThat(BUILT).hasValue(1);
  }

  static class OfEachTest {
    @RegisterExtension
    final LodestarExtension lodestar = LodestarExtension.of(LodestarExtensionTest::app);

    @Test
    void one(TestClient client) {
      client.get("/hello").expectStatus(200);
    }

    @Test
    void two(TestClient client) {
      client.get("/hello").expectStatus(200);
    }
  }

  @Test
  void each_test_has_an_application_of_its_own_when_the_field_is_not_static() {
    runGreen(OfEachTest.class, 2);

    assertThat(BUILT).hasValue(2);
  }

  static class Lifecycle {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.of(LodestarExtensionTest::app);

    private final TestClient ofTheConstructor;

    Lifecycle(TestClient client) {
      ofTheConstructor = client;
    }

    @BeforeAll
    static void beforeAll(TestClient client) {
      client.get("/log-in");
      SEEN.add(client);
    }

    @AfterAll
    static void afterAll(TestClient client) {
      SEEN.add(client);
    }

    @BeforeEach
    void beforeEach(TestClient client) {
      assertThat(client).isSameAs(ofTheConstructor);
    }

    @RepeatedTest(2)
    void one(TestClient client) {
      assertThat(client).isSameAs(ofTheConstructor);
      assertThat(client.get("/cookies").text()).isEqualTo("{}");
    }

    @AfterEach
    void afterEach(TestClient client) {
      assertThat(client).isSameAs(ofTheConstructor);
      SEEN.add(client);
    }
  }

  @Test
  void all_methods_of_one_test_have_the_same_client_and_no_others() {
    runGreen(Lifecycle.class, 2);

    assertThat(SEEN).hasSize(4);
    assertThat(SEEN.get(3)).isSameAs(SEEN.get(0));
    assertThat(SEEN.get(1)).isNotSameAs(SEEN.get(0));
    assertThat(SEEN.get(2)).isNotSameAs(SEEN.get(0)).isNotSameAs(SEEN.get(1));
  }

  static class Served {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.serving(LodestarExtensionTest::app);

    @RepeatedTest(2)
    void one(TestClient client, URI address) {
      assertThat(client.get("/hello").text()).isEqualTo("hello ");
      assertThat(client.origin()).isEqualTo(address);
      try (var other = TestClient.connect(address)) {
        assertThat(other.get("/hello").text()).isEqualTo("hello ");
      }
      SEEN.add(address);
    }
  }

  @Test
  void a_served_application_has_one_address_and_is_stopped_after_its_tests() {
    runGreen(Served.class, 2);

    assertThat(SEEN).hasSize(2);
    assertThat(SEEN.get(1)).isEqualTo(SEEN.get(0));
    assertStopped((URI) SEEN.get(0));
  }

  static class ServedWithOptions {
    @RegisterExtension
    static final LodestarExtension LODESTAR =
        LodestarExtension.ofClient(() ->
            TestClient.serve(app(), ServerOptions.defaults().withMaxBodySize(3))
                .defaultHeader("X-User", "bob"));

    @RepeatedTest(2)
    void one(TestClient client, URI address) {
      assertThat(client.get("/hello").text()).isEqualTo("hello bob");
      client.request(HttpMethod.POST, "/hello").text("four").send().expectStatus(413);
      SEEN.add(address);
    }
  }

  @Test
  void a_client_of_the_tests_own_making_is_used_and_closed() {
    runGreen(ServedWithOptions.class, 2);

    assertThat(BUILT).hasValue(1);
    assertStopped((URI) SEEN.getFirst());
  }

  static class ServedForEachTest {
    @RegisterExtension
    final LodestarExtension lodestar = LodestarExtension.serving(LodestarExtensionTest::app);

    @Test
    void one(TestClient client, URI address) {
      client.get("/hello").expectStatus(200);
      SEEN.add(address);
    }
  }

  @Test
  void an_application_of_one_test_is_stopped_after_it() {
    runGreen(ServedForEachTest.class, 1);

    assertStopped((URI) SEEN.getFirst());
  }

  static class Configured {
    @RegisterExtension
    static final LodestarExtension LODESTAR =
        LodestarExtension.of(LodestarExtensionTest::app)
            .clients(client -> client.defaultHeader("X-User", "bob"))
            .clients(client -> client.raiseServerErrors(false));

    @Test
    void one(TestClient client) {
      assertThat(client.get("/hello").text()).isEqualTo("hello bob");
      client.get("/broken").expectStatus(500);
    }
  }

  @Test
  void clients_can_be_configured_for_all_tests() {
    runGreen(Configured.class, 1);
  }

  static class Broken {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.serving(LodestarExtensionTest::app);

    @Test
    void one(TestClient client) {
      client.get("/broken");
    }
  }

  @Test
  void an_unexpected_failure_fails_its_test_with_the_original() {
    run(Broken.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(UnexpectedServerError.class),
                    cause(instanceOf(IllegalStateException.class), message("boom")))));
  }

  static class AddressInProcess {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.of(LodestarExtensionTest::app);

    @Test
    void one(URI address) {
      SEEN.add(address);
    }
  }

  @Test
  void in_process_there_is_no_address() {
    run(AddressInProcess.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(ParameterResolutionException.class),
                    message(text -> text.contains("LodestarExtension.serving(…) gives it one")))));
  }

  static class NotBuilt {
    @RegisterExtension
    static final LodestarExtension LODESTAR =
        LodestarExtension.of(() -> {
          throw new IllegalArgumentException("no application");
        });

    @Test
    void one(TestClient client) {
      SEEN.add(client);
    }
  }

  @Test
  void an_application_that_cannot_be_built_fails_the_class() {
    run(NotBuilt.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(IllegalArgumentException.class), message("no application"))));
    assertThat(SEEN).isEmpty();
  }

  static class OtherParameters {
    @RegisterExtension
    static final LodestarExtension LODESTAR = LodestarExtension.of(LodestarExtensionTest::app);

    @Test
    void one(TestInfo info, TestClient client) {
      assertThat(info.getDisplayName()).startsWith("one");
      assertThat(client).isNotNull();
    }
  }

  @Test
  void other_parameters_are_left_to_others() {
    runGreen(OtherParameters.class, 1);
  }

  static class Contracts {
    @RegisterExtension
    static final LodestarExtension lodestar =
        LodestarExtension.of(LodestarExtensionTest::app).checkingContract();

    @Test
    void is_compared(TestClient client) {
      assertThatThrownBy(() -> client.get("/shelf?left=0"))
          .isInstanceOf(ContractViolation.class)
          .hasMessageContaining("409");
    }
  }

  @Test
  void clients_compare_with_the_document_if_told_to() {
    runGreen(Contracts.class, 1);
  }

  static class OtherContracts {
    @RegisterExtension
    static final LodestarExtension lodestar =
        LodestarExtension.of(LodestarExtensionTest::app)
            .checkingContract(
                ContractOptions.standard().without(ContractFinding.Kind.UNDOCUMENTED_STATUS));

    @Test
    void is_compared(TestClient client) {
      assertThat(client.get("/shelf?left=0").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void clients_compare_as_the_options_say() {
    runGreen(OtherContracts.class, 1);
  }
}

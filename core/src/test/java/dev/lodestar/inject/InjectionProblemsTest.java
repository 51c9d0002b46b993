package dev.lodestar.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.http.Request;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Mistakes in the graph of providers are found when the application is built.
class InjectionProblemsTest {

  private static List<StartupProblem> problemsOf(App.Builder app) {
    return catchThrowableOfType(StartupException.class, app::build).problems();
  }

  private static StartupProblem problemOf(App.Builder app) {
    var problems = problemsOf(app);
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  record A(B b) {}

  record B(A a) {}

  record Leaf(Clock clock) {}

  record Branch(Leaf leaf) {}

  static final class TakesA {
    @Get("/a")
    String a(A a) {
      return "";
    }
  }

  static final class TakesBranch {
    @Get("/branch")
    String branch(Branch branch) {
      return "";
    }

    @Get("/branch2")
    String second(Branch branch) {
      return "";
    }
  }

  static final class TakesClock {
    @Get("/clock")
    String clock(@Inject Clock clock) {
      return "";
    }
  }

  static final class TakesNamedClock {
    @Get("/clock")
    String clock(@Named("utc") Clock clock) {
      return "";
    }
  }

  @Test
  void a_cycle_is_named_with_its_chain() {
    var problem = problemOf(Lodestar.app().routes(TakesA.class).provide(A.class).provide(B.class));

    assertThat(problem.code()).isEqualTo("provider-cycle");
    assertThat(problem.what()).contains("new A(B b) -> new B(A a) -> new A(B b)");
  }

  record LazyA(Supplier<LazyB> b) {}

  record LazyB(LazyA a) {}

  static final class TakesLazyA {
    @Get("/a")
    String a(LazyA a) {
      return "";
    }
  }

  @Test
  void a_supplier_does_not_hide_a_cycle() {
    assertThat(
            problemOf(
                    Lodestar.app()
                        .routes(TakesLazyA.class)
                        .provide(LazyA.class)
                        .provide(LazyB.class))
                .code())
        .isEqualTo("provider-cycle");
  }

  @Test
  void a_cycle_of_singletons_is_named_too() {
    var app =
        Lodestar.app()
            .routes(TakesA.class)
            .provide(Provider.of(A.class).singleton())
            .provide(Provider.of(B.class).singleton());

    assertThat(problemOf(app).code()).isEqualTo("provider-cycle");
  }

  @Test
  void an_injected_parameter_without_a_provider_is_refused() {
    var problem = problemOf(Lodestar.app().routes(TakesClock.class));

    assertThat(problem.code()).isEqualTo("provider-missing");
    assertThat(problem.subject()).isEqualTo("TakesClock.clock(Clock clock)");
    assertThat(problem.fix()).contains("provide(Clock.class, …)");
  }

  @Test
  void what_a_provider_lacks_is_reported_once_with_the_chain() {
    var problem =
        problemOf(
            Lodestar.app().routes(TakesBranch.class).provide(Branch.class).provide(Leaf.class));

    assertThat(problem.code()).isEqualTo("parameter-source");
    assertThat(problem.subject()).isEqualTo("new Leaf(Clock clock)");
    assertThat(problem.what())
        .contains(
            "TakesBranch.branch(Branch branch) -> new Branch(Leaf leaf) -> new Leaf(Clock clock)");
  }

  @Test
  void a_provider_with_another_qualifier_is_suggested() {
    assertThat(
            problemOf(
                    Lodestar.app()
                        .routes(TakesNamedClock.class)
                        .provide(Provider.of(Clock.class, Clock::systemUTC).named("local")))
                .fix())
        .contains("Did you mean @Named(\"local\") Clock");
  }

  static final class Special extends Plain {}

  static class Plain {}

  static final class TakesPlain {
    @Get("/plain")
    String plain(@Inject Plain plain) {
      return "";
    }
  }

  @Test
  void a_provider_of_a_subtype_does_not_serve_but_is_named() {
    var problem = problemOf(Lodestar.app().routes(TakesPlain.class).provide(Special.class));

    assertThat(problem.code()).isEqualTo("provider-missing");
    assertThat(problem.fix()).contains("A provider of the subtype Special is visible");
  }

  @Test
  void two_providers_of_one_layer_for_the_same_are_ambiguous() {
    var problem =
        problemOf(
            Lodestar.app()
                .routes(TakesClock.class)
                .provide(Clock.class, Clock::systemUTC)
                .provide(Clock.class, Clock::systemDefaultZone));

    assertThat(problem.code()).isEqualTo("provider-ambiguous");
    assertThat(problem.what()).contains("Clock.systemUTC()", "InjectionProblemsTest.java:");
  }

  @Test
  void a_singleton_cannot_need_a_value_of_a_request() {
    var problem =
        problemOf(
            Lodestar.app()
                .routes(TakesBranch.class)
                .provide(Provider.of(Branch.class).singleton())
                .provide(Provider.of(Leaf.class).singleton())
                .provide(Clock.class, Clock::systemUTC));

    assertThat(problem.code()).isEqualTo("provider-scope");
    assertThat(problem.what())
        .contains("new Branch(Leaf leaf) -> new Leaf(Clock clock) -> Clock.systemUTC()");
  }

  record OfRequest(Request request) {}

  static final class TakesOfRequest {
    @Get("/x")
    String get(OfRequest of) {
      return "";
    }
  }

  @Test
  void a_singleton_cannot_need_a_part_of_a_request() {
    var problem =
        problemOf(
            Lodestar.app()
                .routes(TakesOfRequest.class)
                .provide(Provider.of(OfRequest.class).singleton()));

    assertThat(problem.code()).isEqualTo("provider-scope");
    assertThat(problem.what()).contains("Request request");
  }

  static final class ClockController {
    ClockController(Clock clock) {}

    @Get("/clock")
    String get() {
      return "";
    }
  }

  @Test
  void a_controller_of_the_application_cannot_need_a_value_of_a_request() {
    assertThat(
            problemOf(
                    Lodestar.app()
                        .routes(ClockController.class)
                        .provide(Clock.class, Clock::systemUTC))
                .code())
        .isEqualTo("provider-scope");
  }

  abstract static class Abstract {}

  static final class TakesAbstract {
    @Get("/x")
    String get(Abstract it) {
      return "";
    }
  }

  @Test
  void an_abstract_class_cannot_be_made() {
    assertThat(problemOf(Lodestar.app().routes(TakesAbstract.class).provide(Abstract.class)).code())
        .isEqualTo("provider-constructor");
  }

  static final class TwoWays {
    public TwoWays(String text) {}

    public TwoWays(Clock clock) {}
  }

  static final class TakesTwoWays {
    @Get("/x")
    String get(TwoWays it) {
      return "";
    }
  }

  @Test
  void a_class_with_two_public_constructors_has_to_say_which() {
    assertThat(problemOf(Lodestar.app().routes(TakesTwoWays.class).provide(TwoWays.class)).fix())
        .contains("@Inject");
  }

  @Test
  void the_same_path_parameter_cannot_be_two_types() {
    var app =
        Lodestar.app()
            .routes(ByNumber.class)
            .provide(Leaf.class, (String id) -> new Leaf(Clock.systemUTC()));

    assertThat(problemOf(app).code()).isEqualTo("path-parameter-types");
  }

  static final class ByNumber {
    @Get("/numbers/{id}")
    String get(int id, Leaf leaf) {
      return "";
    }
  }

  static final class Hidden implements Factory.Of0<Clock> {
    private static final long serialVersionUID = 1;

    @Override
    public Clock make() {
      return Clock.systemUTC();
    }
  }

  @Test
  void a_factory_that_is_no_reference_is_refused() {
    assertThat(
            problemOf(Lodestar.app().routes(TakesClock.class).provide(Clock.class, new Hidden()))
                .code())
        .isEqualTo("method-reference-invalid");
  }

  @Test
  void a_lambda_expression_is_named_by_its_parameters_and_its_place() {
    var problem =
        problemOf(
            Lodestar.app()
                .routes(TakesPlain.class)
                .provide(Plain.class, (Leaf leaf) -> new Plain()));

    assertThat(problem.subject()).isEqualTo("(Leaf leaf) -> … in InjectionProblemsTest");
    assertThat(problem.location().orElseThrow()).startsWith("InjectionProblemsTest.java:");
  }
}

package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.Key;
import dev.lodestar.http.Response;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.test.TestClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What extends an application while it is built.
class PluginTest {
  private static final Key<Integer> SIZE = Key.of("size", Integer.class);

  private final List<String> steps = new ArrayList<>();

  static final class Nothing {}

  record Health(String path) implements Plugin {
    @Override
    public void install(App.Builder app) {
      app.get(path, request -> Response.text("up"));
    }
  }

  record Named(String name, int size) implements Plugin {
    @Override
    public void install(App.Builder app) {}
  }

  private final class Noting implements Plugin {
    private final String name;
    private final Plugin[] needed;

    Noting(String name, Plugin... needed) {
      this.name = name;
      this.needed = needed;
    }

    @Override
    public void install(App.Builder app) {
      steps.add(name);
      app.plugin(needed);
    }

    @Override
    public String name() {
      return name;
    }
  }

  private static List<StartupProblem> problemsOf(App.Builder builder) {
    return catchThrowableOfType(StartupException.class, builder::build).problems();
  }

  @Test
  void a_plugin_may_add_what_an_application_may_add() {
    var app = Lodestar.app().plugin(new Health("/health")).build();

    assertThat(TestClient.of(app).get("/health").text()).isEqualTo("up");
  }

  @Test
  void plugins_are_installed_in_order_and_those_they_add_afterwards() {
    var app =
        Lodestar.app()
            .plugin(new Noting("a", new Noting("a1"), new Noting("a2")), new Noting("b"))
            .build();

    assertThat(steps).containsExactly("a", "b", "a1", "a2");
    assertThat(app.plugins()).extracting(Plugin::name).containsExactly("a", "b", "a1", "a2");
  }

  @Test
  void plugins_are_installed_when_the_application_is_built() {
    var builder = Lodestar.app().plugin(new Noting("a"));
    assertThat(steps).isEmpty();

    builder.build();
    assertThat(steps).containsExactly("a");
  }

  @Test
  void a_builder_that_builds_twice_installs_once() {
    var builder = Lodestar.app().plugin(new Health("/health"));

    builder.build();

    assertThat(builder.build().routes()).hasSize(1);
  }

  @Test
  void what_the_builder_says_at_the_end_counts_whoever_said_it() {
    var app =
        Lodestar.app()
            .plugin(builder -> builder.state(SIZE, 1))
            .plugin(builder -> builder.state(SIZE, 2))
            .build();

    assertThat(app.state().require(SIZE)).isEqualTo(2);
  }

  @Test
  void equal_plugins_are_installed_once() {
    var app = Lodestar.app().plugin(new Health("/health"), new Health("/health")).build();

    assertThat(app.plugins()).containsExactly(new Health("/health"));
  }

  @Test
  void the_same_plugin_in_two_forms_is_a_problem() {
    var problems =
        problemsOf(Lodestar.app().plugin(new Health("/health")).plugin(new Health("/up")));

    assertThat(problems).hasSize(1);
    var problem = problems.getFirst();
    assertThat(problem.code()).isEqualTo("plugin-twice");
    assertThat(problem.subject()).isEqualTo("the plugin PluginTest.Health");
    assertThat(problem.location().orElseThrow()).startsWith("PluginTest.java:");
    assertThat(problem.what()).startsWith("It was added before (PluginTest.java:");
  }

  @Test
  void plugins_of_a_class_with_different_names_are_different_plugins() {
    var app = Lodestar.app().plugin(new Named("one", 1), new Named("other", 2)).build();

    assertThat(app.plugins()).hasSize(2);
  }

  @Test
  void a_plugin_that_fails_is_a_problem_beside_all_others() {
    var problems =
        problemsOf(
            Lodestar.app()
                .plugin(builder -> {
                  throw new IllegalArgumentException("The key is missing.");
                })
                .routes(Nothing.class));

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsExactlyInAnyOrder("plugin-failed", "controller-without-handlers");
    var failed =
        problems.stream()
            .filter(one -> one.code().equals("plugin-failed"))
            .findFirst()
            .orElseThrow();
    assertThat(failed.subject()).isEqualTo("the plugin a function in PluginTest");
    assertThat(failed.what())
        .startsWith(
            "It could not be installed: java.lang.IllegalArgumentException: The key is missing.")
        .contains("PluginTest.java:");
    assertThat(failed.location().orElseThrow()).startsWith("PluginTest.java:");
  }

  @Test
  void problems_that_a_plugin_knows_itself_are_listed_as_they_are() {
    var own = new StartupProblem("own", "the key", "It is missing.", "Give one.");

    var problems =
        problemsOf(
            Lodestar.app()
                .plugin(builder -> {
                  throw new dev.lodestar.report.StartupException(List.of(own));
                })
                .routes(Nothing.class));

    assertThat(problems).contains(own).hasSize(2);
  }
}

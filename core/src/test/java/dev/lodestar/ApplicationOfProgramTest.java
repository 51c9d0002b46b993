package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Response;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tools get the application of a program without serving it.
class ApplicationOfProgramTest {
  private static App app() {
    return Lodestar.app().get("/", request -> Response.text("hi")).build();
  }

  @Test
  void every_way_to_serve_hands_the_application_over_and_ends_the_program() throws Throwable {
    var app = app();
    var afterwards = new ArrayList<String>();

    assertThat(
            Lodestar.applicationOf(() -> {
              Lodestar.run(app);
              afterwards.add("run");
            }))
        .containsSame(app);
    assertThat(
            Lodestar.applicationOf(() -> {
              app.serve(ServerOptions.defaults());
              afterwards.add("serve");
            }))
        .containsSame(app);
    assertThat(
            Lodestar.applicationOf(() -> {
              app.start(ServerOptions.defaults());
              afterwards.add("start");
            }))
        .containsSame(app);
    assertThat(afterwards).isEmpty();
  }

  @Test
  void lifespans_do_not_run() throws Throwable {
    var started = new ArrayList<String>();
    var app = Lodestar.app().onStart(_ -> started.add("started")).build();

    assertThat(Lodestar.applicationOf(app::serve)).containsSame(app);

    assertThat(started).isEmpty();
  }

  @Test
  void the_first_application_counts_even_if_the_program_goes_on() throws Throwable {
    var first = app();

    var found =
        Lodestar.applicationOf(() -> {
          try {
            first.serve();
          } catch (Throwable _) {
            app().serve();
          }
        });

    assertThat(found).containsSame(first);
  }

  @Test
  @Timeout(30)
  void a_program_that_catches_everything_and_never_ends_is_not_waited_for() throws Throwable {
    var app = app();

    var found =
        Lodestar.applicationOf(() -> {
          try {
            app.serve();
          } catch (Throwable _) {
            new CountDownLatch(1).await();
          }
        });

    assertThat(found).containsSame(app);
  }

  @Test
  void a_program_that_serves_nothing_has_no_application() throws Throwable {
    assertThat(Lodestar.applicationOf(() -> {})).isEmpty();
  }

  @Test
  void what_a_program_throws_is_thrown() {
    assertThatThrownBy(() ->
            Lodestar.applicationOf(() -> {
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }
}

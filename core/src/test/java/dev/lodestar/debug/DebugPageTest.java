package dev.lodestar.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.sourcefile.SourcePlaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the page shows besides what a request through an application can show.
class DebugPageTest {

  private static String page(List<String> plan) {
    var page =
        DebugPage.of(
            "500 Internal Server Error",
            "id-1",
            Faults.of(new Exception("x")),
            new ShownRequest("GET / HTTP/1.1", List.of()),
            plan,
            new SourceExcerpts(null, Path.of("nowhere"), new SourcePlaces(null)));
    return new String(page.finish(), StandardCharsets.UTF_8);
  }

  @Test
  void the_plan_of_the_route_is_shown_line_by_line_and_escaped() {
    assertThat(page(List.of("GET /widgets", "guard <admin>")))
        .contains("<h2>Route</h2>\n<pre>GET /widgets\nguard &lt;admin&gt;\n</pre>");
  }

  @Test
  void without_a_plan_there_is_no_heading_for_it() {
    assertThat(page(List.of())).doesNotContain("Route");
  }

  @Test
  void a_long_plan_is_cut() {
    var plan = Collections.nCopies(DebugPage.MOST_PLAN_LINES + 3, "guard");

    assertThat(page(plan)).contains("… 3 lines are left out.");
  }
}

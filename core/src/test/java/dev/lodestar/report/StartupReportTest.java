package dev.lodestar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupReportTest {

  private static final StartupProblem UNNAMED =
      new StartupProblem(
              "parameter-name-missing",
              "Widgets.get(String)",
              "The name of parameter 1 is not known.",
              "Compile with \"-g\" or \"-parameters\".")
          .at("Widgets.java:17");

  private static final StartupProblem CONFLICT =
      new StartupProblem(
          "route-conflict", "GET /widgets", "Two handlers answer it.", "Remove one of them.");

  @Test
  void one_problem_is_laid_out_with_its_place_first() {
    assertThat(StartupReport.render(List.of(UNNAMED)))
        .isEqualTo(
            """
            The application cannot start: 1 problem was found.

             1. Widgets.java:17  Widgets.get(String)  [parameter-name-missing]
                The name of parameter 1 is not known.
                Fix: Compile with "-g" or "-parameters".\
            """);
  }

  @Test
  void a_problem_without_location_starts_with_its_subject() {
    assertThat(StartupReport.render(List.of(UNNAMED, CONFLICT)))
        .startsWith("The application cannot start: 2 problems were found.\n\n 1. Widgets.java:17  ")
        .endsWith(
            "\n\n 2. GET /widgets  [route-conflict]\n"
                + "    Two handlers answer it.\n    Fix: Remove one of them.");
  }

  @Test
  void long_sentences_wrap_between_words_within_100_columns_and_lose_nothing() {
    String sentence = "every word of a long sentence must arrive ".repeat(20).strip() + ".";
    var problem = new StartupProblem("code", "subject", sentence, sentence);

    String report = StartupReport.render(List.of(problem));

    assertThat(report.lines()).allSatisfy(line -> assertThat(line.length()).isBetween(0, 100));
    assertThat(report.lines().filter(line -> line.length() > 80)).hasSizeGreaterThan(10);
    assertThat(report.replaceAll("\\s+", " ")).contains(sentence + " Fix: " + sentence);
  }

  @Test
  void a_word_longer_than_a_line_stays_whole() {
    String word = "x".repeat(150);
    var problem = new StartupProblem("code", "subject", word + " end.", "Start " + word + " end.");

    assertThat(StartupReport.render(List.of(problem)).lines().skip(3))
        .containsExactly("    " + word, "    end.", "    Fix: Start", "    " + word, "    end.");
  }

  @Test
  void line_breaks_are_kept_and_indented_lines_are_never_wrapped() {
    String code = "    @Query(\"sku\") String sku" + ", String other".repeat(10);
    var problem = new StartupProblem("code", "subject", "What.", "Write:\n\n" + code + "\nDone.");

    assertThat(StartupReport.render(List.of(problem)).lines().skip(4))
        .containsExactly("    Fix: Write:", "", "    " + code, "    Done.");
  }

  @Test
  void numbers_of_many_problems_are_aligned() {
    var problems = new ArrayList<StartupProblem>();
    for (int i = 0; i < 100; i++) {
      problems.add(new StartupProblem("code", "subject", "What " + i + ".", "Fix."));
    }

    assertThat(StartupReport.render(problems))
        .contains("\n  1. subject", "\n 10. subject", "\n100. subject");
  }

  @Test
  void an_empty_report_is_refused() {
    assertThatThrownBy(() -> StartupReport.render(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one problem");
  }

  @Test
  void the_exception_carries_the_report_and_lists_equal_problems_once() {
    var exception = new StartupException(List.of(UNNAMED, CONFLICT, UNNAMED));

    assertThat(exception.problems()).containsExactly(UNNAMED, CONFLICT);
    assertThat(exception).hasMessage(StartupReport.render(List.of(UNNAMED, CONFLICT)));
  }

  @Test
  void blank_texts_are_refused_by_name() {
    assertThatThrownBy(() -> new StartupProblem("code", "subject", " ", "Fix."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("what");
    assertThatThrownBy(() -> CONFLICT.at(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("location");
  }
}

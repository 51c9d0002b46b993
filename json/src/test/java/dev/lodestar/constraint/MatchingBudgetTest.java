package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MatchingBudgetTest {
  /// Takes 2 to the power of the length, as the group is referred to.
  private static final String EXPONENTIAL = "(a|aa)+\\1b";

  record Texts(
      @Pattern(regexp = EXPONENTIAL, message = "no") String exponential,
      @Pattern(regexp = ".*.*.*.*=") String polynomial,
      @Email(regexp = EXPONENTIAL) String email,
      @Pattern(regexp = "[a-z]+(-[a-z]+)*") String slug) {}

  record Slugs(List<@Pattern(regexp = "[a-z]+(-[a-z]+)*") String> slugs) {}

  record Attacked(List<@Pattern(regexp = EXPONENTIAL) String> texts) {}

  private static List<Violation> check(String component, String value) {
    return Places.of(Texts.class, component).check(value);
  }

  @Test
  void a_text_that_takes_too_much_work_to_match_violates_its_constraint() {
    var violations = check("exponential", "a".repeat(100));

    assertThat(violations)
        .containsExactly(
            Violation.of(
                "", "Pattern", "takes too much work to compare with \"" + EXPONENTIAL + "\""));
    assertThat(violations.getFirst().message(Locale.GERMAN)).endsWith("ist zu aufwendig");
    assertThat(check("polynomial", "a".repeat(1_000)).getFirst().message())
        .startsWith("takes too much work");
    assertThat(check("email", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b")).hasSize(1);
  }

  @Test
  void short_texts_are_matched_to_the_end() {
    assertThat(check("exponential", "aaab")).isEmpty();
    assertThat(check("exponential", "c")).extracting(Violation::message).containsExactly("no");
    assertThat(check("polynomial", "a=")).isEmpty();
  }

  @Test
  void long_texts_and_documents_that_match_in_linear_time_are_accepted() {
    assertThat(check("slug", "a".repeat(1_000_000))).isEmpty();

    var document = new StringBuilder("{\"slugs\": [\"first\"");
    for (int i = 0; i < 200_000; i++) {
      document.append(", \"some-slug-of-a-product\"");
    }
    var decoded = decode(Slugs.class, document.append("]}").toString());
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
  }

  private static Decoded<?> decode(Class<?> type, String document) {
    return Json.standard().codec(type).decode(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void all_texts_of_a_document_share_one_budget() {
    var text = "a".repeat(18);
    var constraints = Places.of(Attacked.class, "texts");
    assertThat(constraints.check(List.of(text)).getFirst().message()).startsWith("must match");

    var budget = new MatchingBudget();
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      for (var violation : constraints.check(List.of(text), budget)) {
        refused += violation.message().startsWith("takes too much") ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(500);
    assertThat(budget.used()).isLessThan(3_000_000);

    assertThat(constraints.check(Collections.nCopies(1_000, text)).getLast().message())
        .startsWith("takes too much work");

    var texts = new ArrayList<String>();
    for (int i = 0; i < 50_000; i++) {
      texts.add('"' + text + '"');
    }
    var decoded = decode(Attacked.class, "{\"texts\": [" + String.join(",", texts) + "]}");
    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    assertThat(((Decoded.Invalid<?>) decoded).problems().getLast().message())
        .startsWith("takes too much work");
  }

  @Test
  void the_budget_is_a_setting() {
    var small = ConstraintSettings.standard().withMatchingSteps(1);
    var use = Places.use(Texts.class, "polynomial");

    assertThat(Constraints.of(use).check("a".repeat(20)).getFirst().message())
        .startsWith("must match");
    assertThat(Constraints.of(use, small).check("a".repeat(20)).getFirst().message())
        .startsWith("takes too much work");
    assertThat(small.matchingSteps()).isEqualTo(1);
    assertThatThrownBy(() -> small.withMatchingSteps(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at least 1 step, got 0.");
  }
}

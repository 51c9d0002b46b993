package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.Models;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Constraints of the application itself on parameters and bodies.
class ConstraintBindingTest {

  @Size(max = 5)
  @Pattern(regexp = "[A-Z]+")
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Sku {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @Constraint(validatedBy = Lucky.Validator.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Lucky {
    String message() default "must be lucky";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<Lucky, Integer> {
      @Override
      public boolean isValid(@Nullable Integer value, ConstraintValidatorContext context) {
        if (value == null || value == 666) {
          throw new IllegalArgumentException("The number of the beast.");
        }
        return value == 7;
      }
    }
  }

  record Range(int from, int to) {
    @AssertTrue(message = "must not end before it begins")
    boolean isInOrder() {
      if (from == to) {
        throw new IllegalArgumentException("The range is empty.");
      }
      return from < to;
    }
  }

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/parts/{sku}")
    String part(@Sku String sku, @Lucky int number) {
      return sku + number;
    }

    @Post("/ranges")
    String range(List<Range> ranges) {
      return ranges.toString();
    }
  }

  private final TestClient client =
      TestClient.of(Lodestar.app().routes(Handlers.class).build()).raiseServerErrors(false);

  @Test
  void composed_constraints_and_validators_check_parameters() {
    assertThat(client.get("/parts/ABC?number=7").text()).isEqualTo("ABC7");
    assertThat(ProblemDocuments.messagesOf(client.get("/parts/abc?number=8").expectStatus(400)))
        .containsExactly("must match \"[A-Z]+\"", "must be lucky");
    assertThat(ProblemDocuments.messagesOf(client.get("/parts/ABCDEF?number=7")))
        .containsExactly("size must be at most 5");
  }

  @Test
  void the_failure_of_a_validator_is_no_error_of_the_client() {
    var response = client.get("/parts/ABC?number=666").expectStatus(500);

    assertThat(response.text()).doesNotContain("beast");
  }

  private TestResponse post(String json) {
    return client.request(HttpMethod.POST, "/ranges").body(MediaType.JSON, json).send();
  }

  @Test
  void a_rule_that_throws_refuses_the_body() {
    assertThat(post("[{\"from\":1,\"to\":2}]").text()).isEqualTo("[Range[from=1, to=2]]");
    assertThat(
            ProblemDocuments.messagesOf(
                post("[{\"from\":2,\"to\":1},{\"from\":1,\"to\":1}]").expectStatus(400)))
        .containsExactly("must not end before it begins", "The range is empty.");
  }

  @Test
  void messages_of_another_module_are_found_in_every_language() throws Exception {
    var parameter =
        Handlers.class.getDeclaredMethod("part", String.class, int.class).getParameters()[0];
    var violation =
        Constraints.of(Models.standard().use(parameter, "sku")).check("ABCDEF").getFirst();

    assertThat(violation.message(Locale.GERMAN)).isEqualTo("die Größe darf höchstens 5 betragen");
  }
}

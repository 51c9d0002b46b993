package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.model.Name;
import dev.lodestar.model.Private;
import dev.lodestar.model.Projection;
import dev.lodestar.model.Untagged;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A client learns nothing of a field that a mark or a projection hides: not that it is there, not
/// what it must be, not what it is called.
class HiddenFieldTest {
  @Constraint(validatedBy = Named.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Consistent {
    String[] at();

    String message() default "not consistent";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /// Refuses everything, at the properties that the annotation names.
  static final class Named implements ConstraintValidator<Consistent, Object> {
    private List<String> at = List.of();

    @Override
    public void initialize(Consistent annotation) {
      at = List.of(annotation.at());
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
      context.disableDefaultConstraintViolation();
      for (var property : at) {
        context
            .buildConstraintViolationWithTemplate("not consistent")
            .addPropertyNode(property)
            .addConstraintViolation();
      }
      return false;
    }
  }

  @Consistent(at = {"visible", "internalNotes", "passwordHash"})
  record Account(
      String visible,
      @Size(min = 3) @Name(aliases = "notes") @Nullable String internalNotes,
      @Private @Size(min = 3) @Nullable String passwordHash) {}

  record Holder(Optional<Account> account) {}

  @Untagged
  sealed interface Payment {}

  record Card(@Private @Nullable String token, String number, String holder) implements Payment {}

  record Transfer(String iban, @Nullable String note) implements Payment {}

  private static final Projection NO_NOTES = Projection.all().exclude("internalNotes");

  @Test
  void hidden_fields_of_a_document_are_unknown_fields_like_all_others() {
    var json = strict(Map.of(Account.class, NO_NOTES));
    assertThat(
            problems(
                json.codec(Account.class)
                    .decode(
                        bytes(
                            """
                            {"visible":"v","internalNotes":1,"notes":2,"passwordHash":3,\
                            "anything":4}\
                            """))))
        .containsExactly(
            "/internalNotes: There is no field of this name.",
            "/notes: There is no field of this name.",
            "/passwordHash: There is no field of this name.",
            "/anything: There is no field of this name.");
  }

  @Test
  void values_of_hidden_fields_are_not_looked_at() {
    var json = json(Map.of(Account.class, NO_NOTES));
    var document = "{\"internalNotes\":\"x\",\"internalNotes\":[],\"passwordHash\":\"y\"}";

    assertThat(problems(json.codec(Account.class).decode(bytes(document))))
        .containsExactly("/visible: The field is required: expected a text.");
  }

  @Test
  void a_name_that_almost_is_that_of_a_hidden_field_is_not_corrected() {
    var json = strict(Map.of(Account.class, NO_NOTES));

    assertThat(problems(json.codec(Account.class).decode(bytes("{\"internalNote\":1}"))))
        .containsExactly(
            "/internalNote: There is no field of this name.",
            "/visible: The field is required: expected a text.");
  }

  @Test
  void a_violation_of_a_hidden_field_is_one_of_the_object() {
    var json = json(Map.of(Account.class, NO_NOTES.rename("visible", "shown")));

    assertThat(problems(json.codec(Account.class).decode(bytes("{\"shown\":\"v\"}"))))
        .containsExactlyInAnyOrder(
            "/shown: not consistent", "(document): not consistent", "(document): not consistent");
    assertThat(problems(json.codec(Holder.class).decode(bytes("{\"account\":{\"shown\":\"v\"}}"))))
        .containsExactlyInAnyOrder(
            "/account/shown: not consistent",
            "/account: not consistent",
            "/account: not consistent");
  }

  @Test
  void what_tells_variants_apart_names_no_hidden_field() {
    var json = json(Map.of(Transfer.class, Projection.all().exclude("note")));

    assertThat(problems(json.codec(Payment.class).decode(bytes("{\"note\":1,\"token\":2}"))))
        .containsExactly(
            "(document): Expected an object with one of the fields number, holder, iban, found an"
                + " object.");
  }

  private static List<String> problems(Decoded<?> decoded) {
    return ((Decoded.Invalid<?>) decoded).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static Json json(Map<Class<?>, Projection> projections) {
    return Json.builder().projections(projections).build();
  }

  private static Json strict(Map<Class<?>, Projection> projections) {
    return Json.builder().projections(projections).refuseUnknownFields(true).build();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}

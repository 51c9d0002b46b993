package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.constraint.Constraints;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Everything that describes a type to clients is to be had from the public API: this test prints
/// what a generator of such descriptions needs.
class DescriptionTest {
  @Doc("How urgent an order is.")
  enum Urgency {
    @Doc("Within a week.")
    NORMAL,
    @Name("express")
    @Doc("On the next day.")
    EXPRESS
  }

  @Tagged("kind")
  @Doc("How an order is paid.")
  sealed interface Payment {}

  @Name("card")
  record Card(@Size(min = 12, max = 19) String number) implements Payment {}

  record Invoice(@Email String to, Optional<Card> fallback) implements Payment {}

  @Untagged
  sealed interface Contact {}

  record Phone(@Value @Digits String number) implements Contact {}

  record Address(String street, @Name(aliases = "zip") String postcode) implements Contact {}

  @Size(max = 9)
  @Pattern(regexp = "[0-9]+")
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Digits {
    String message() default "only digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  record Page<T>(List<T> items, @Nullable String next) {}

  @Strict
  @Naming(NamingStrategy.SNAKE_CASE)
  @Doc("What a customer wants.")
  record Order(
      @ReadOnly @Nullable UUID orderId,
      @Doc("At least one.") @Size(min = 1) List<@Min(1) @Max(99) Integer> itemCounts,
      @Default("NORMAL") Urgency urgency,
      Payment payment,
      Map<Urgency, @Nullable BigDecimal> prices,
      Contact contact,
      @WriteOnly String secret,
      @Nullable Order parent,
      Instant placed,
      byte[] picture,
      Object extra) {}

  @Test
  void a_type_is_described_completely_by_its_model() {
    var text = new Printer().print(Models.standard().use(new GenericPage().type()));

    assertThat(text)
        .isEqualTo(
            """
            object Page<Order> {
              items: [Order]
              next: text String or null
            }
            object Order strict doc="What a customer wants." {
              order_id (orderId): text UUID or null READ_ONLY
              item_counts (itemCounts): [integer Integer @Min{value=1} @Max{value=99}] @Size{min=1} doc="At least one."
              urgency: Urgency optional default=NORMAL
              payment: Payment
              prices: {Urgency: decimal BigDecimal or null}
              contact: Contact
              secret: text String WRITE_ONLY
              parent: Order or null
              placed: text Instant
              picture: binary
              extra: any
            }
            enum Urgency doc="How urgent an order is." {
              NORMAL "Within a week."
              express "On the next day."
            }
            union Payment tag=kind doc="How an order is paid." {
              card = Card
              Invoice = Invoice
            }
            union Contact {
              Phone = as text String @Size{max=9} @Pattern{}
              Address = Address
            }
            object Card {
              number: text String @Size{max=19, min=12}
            }
            object Invoice {
              to: text String @Email{}
              fallback: Card optional
            }
            object Address {
              street: text String
              postcode (aliases [zip]): text String
            }
            """);
  }

  private static final class GenericPage {
    @Nullable Page<Order> page;

    java.lang.reflect.Type type() {
      try {
        return GenericPage.class.getDeclaredField("page").getGenericType();
      } catch (NoSuchFieldException impossible) {
        throw new LinkageError(impossible.getMessage(), impossible);
      }
    }
  }

  /// Prints types by the public API only.
  private static final class Printer {
    private final StringBuilder out = new StringBuilder();
    private final Set<Object> seen = new HashSet<>();
    private final List<TypeModel> waiting = new ArrayList<>();

    String print(TypeUse root) {
      reference(root.model());
      while (!waiting.isEmpty()) {
        component(waiting.removeFirst());
      }
      return out.toString();
    }

    private void component(TypeModel model) {
      switch (model) {
        case ObjectModel object -> {
          out.append("object ").append(object.typeName());
          out.append(object.refusesUnknown().orElse(false) ? " strict" : "");
          doc(object.doc());
          out.append(" {\n");
          object.fields().forEach(this::field);
          out.append("}\n");
        }
        case UnionModel union -> {
          out.append("union ").append(union.rawClass().getSimpleName());
          union.tag().ifPresent(tag -> out.append(" tag=").append(tag));
          doc(union.doc());
          out.append(" {\n");
          for (var variant : union.variants()) {
            out.append("  ").append(variant.name()).append(" = ");
            out.append(reference(variant.model()));
            out.append(variant.keys().isEmpty() ? "" : " " + variant.keys()).append('\n');
          }
          out.append("}\n");
        }
        case TypeModel.EnumModel constants -> {
          out.append("enum ").append(constants.rawClass().getSimpleName());
          doc(constants.doc());
          out.append(" {\n");
          for (int i = 0; i < constants.constants().size(); i++) {
            out.append("  ").append(constants.words().get(i)).append(" \"");
            out.append(constants.doc(constants.constants().get(i)).orElse("")).append("\"\n");
          }
          out.append("}\n");
        }
        default -> throw new AssertionError(model);
      }
    }

    private void field(FieldModel field) {
      out.append("  ").append(field.name());
      out.append(field.name().equals(field.javaName()) ? "" : " (" + field.javaName() + ")");
      out.append(field.aliases().isEmpty() ? "" : " (aliases " + field.aliases() + ")");
      out.append(": ").append(use(field.use()));
      out.append(field.use().required() || field.use().nullable() ? "" : " optional");
      field.use().defaultValue().ifPresent(value -> out.append(" default=").append(value));
      out.append(field.mark() == Mark.NONE ? "" : " " + field.mark());
      doc(field.doc());
      out.append('\n');
    }

    private String use(TypeUse use) {
      var text = new StringBuilder(reference(use.model()));
      text.append(use.nullable() ? " or null" : "");
      for (var annotation : Constraints.of(use).effective()) {
        text.append(" @").append(annotation.annotationType().getSimpleName());
        text.append(attributes(annotation));
      }
      return text.toString();
    }

    private static Map<String, Object> attributes(java.lang.annotation.Annotation annotation) {
      var attributes = new java.util.TreeMap<String, Object>();
      for (var method : annotation.annotationType().getDeclaredMethods()) {
        try {
          var value = method.invoke(annotation);
          if (!value.getClass().isArray()
              && !value.equals(method.getDefaultValue())
              && !(value instanceof String)) {
            attributes.put(method.getName(), value);
          }
        } catch (ReflectiveOperationException impossible) {
          throw new LinkageError(impossible.getMessage(), impossible);
        }
      }
      return attributes;
    }

    private String reference(TypeModel model) {
      return switch (model) {
        case TypeModel.SimpleModel simple ->
            simple.kind().name().toLowerCase(java.util.Locale.ROOT)
                + " "
                + simple.rawClass().getSimpleName();
        case TypeModel.BinaryModel binary -> "binary";
        case TypeModel.AnyModel any -> "any";
        case TypeModel.RawModel raw -> "json";
        case TypeModel.OptionalModel optional -> use(optional.value());
        case TypeModel.ListModel list -> "[" + use(list.element()) + "]";
        case TypeModel.MapModel map -> "{" + use(map.key()) + ": " + use(map.value()) + "}";
        case TypeModel.MappedModel mapped -> "as " + use(mapped.target());
        case ObjectModel object -> later(object, object.typeName());
        case UnionModel union -> later(union, union.rawClass().getSimpleName());
        case TypeModel.EnumModel constants ->
            later(constants, constants.rawClass().getSimpleName());
      };
    }

    private String later(TypeModel model, String name) {
      if (seen.add(name)) {
        waiting.add(model);
      }
      return name;
    }

    private void doc(Optional<String> doc) {
      doc.ifPresent(text -> out.append(" doc=\"").append(text).append('"'));
    }
  }
}

package dev.lodestar.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerMethodsTest {

  @Retention(RetentionPolicy.RUNTIME)
  @interface Mapped {
    String value() default "";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface Source {
    String value();
  }

  static class Widgets {
    @Mapped
    String zebra(String sku, long id, double[] sizes, @Nullable Integer limit) {
      return sku + id + sizes.length + limit;
    }

    String notMapped() {
      return "";
    }

    @Mapped
    static void apple(List<? extends Map<String, int[]>> pages, String @Nullable [] words) {}

    @Mapped
    private @Nullable String mango(@Source("q") Optional<UUID> text) {
      return text.isPresent() ? "" : null;
    }

    @Mapped
    String mango(int overload) {
      return "" + overload;
    }
  }

  interface Listing<T> {
    @Mapped("list")
    default List<T> list(@Source("page") int page) {
      return List.of();
    }

    @Mapped("remove")
    void remove(T item);

    @Mapped
    static void ofInterface() {}
  }

  abstract static class Crud<T, K> implements Listing<T> {
    @Mapped("create")
    T create(T body, Map<K, T[]> more) {
      return body;
    }

    @Mapped
    private void audit() {}

    @Mapped
    static void reindex() {}

    @Mapped
    abstract T find(K key);
  }

  static final class Texts extends Crud<String, UUID> {
    @Override
    public void remove(String item) {}

    @Override
    String find(UUID key) {
      return "";
    }
  }

  private static List<HandlerMethod> of(Class<?> type) {
    return new HandlerMethods().of(type, method -> method.isAnnotationPresent(Mapped.class));
  }

  private static HandlerMethod named(Class<?> type, String name) {
    return of(type).stream().filter(handler -> handler.name().equals(name)).findFirst().get();
  }

  @Test
  void handlers_are_listed_in_the_order_of_their_declaration() {
    assertThat(of(Widgets.class))
        .extracting(HandlerMethod::toString)
        .containsExactly(
            "Widgets.zebra(String sku, long id, double[] sizes, Integer limit)",
            "Widgets.apple(List<? extends Map<String, int[]>> pages, String[] words)",
            "Widgets.mango(Optional<UUID> text)",
            "Widgets.mango(int overload)");
  }

  @Test
  void inherited_handlers_follow_and_nothing_is_listed_twice() {
    assertThat(of(Texts.class))
        .extracting(HandlerMethod::toString)
        .containsExactly(
            "Texts.remove(String item)",
            "Texts.find(UUID key)",
            "Texts.create(String body, Map<UUID, String[]> more)",
            "Texts.audit()",
            "Texts.reindex()",
            "Texts.list(int page)");
  }

  @Test
  void abstract_methods_of_an_interface_are_listed_with_its_static_ones() {
    assertThat(of(Listing.class))
        .extracting(HandlerMethod::name)
        .containsExactly("list", "remove", "ofInterface");
  }

  @Test
  void type_variables_are_replaced_by_what_the_receiver_class_says() {
    var create = named(Texts.class, "create");

    assertThat(create.returnType()).isEqualTo(String.class);
    assertThat(create.parameters().getFirst().rawType()).isEqualTo(String.class);
    assertThat(create.parameters().get(1).type().getTypeName()).isEqualTo("Map<UUID, String[]>");
    assertThat(named(Texts.class, "list").returnType().toString()).isEqualTo("List<String>");
    assertThat(create.declaringClass()).isEqualTo(Crud.class);
    assertThat(create.receiverClass()).isEqualTo(Texts.class);
  }

  @Test
  void replaced_types_equal_those_that_reflection_makes() throws Exception {
    class Reflected {
      @SuppressWarnings("unused")
      void method(Map<UUID, String[]> more) {}
    }
    Method method = Reflected.class.getDeclaredMethod("method", Map.class);
    var type = named(Texts.class, "create").parameters().get(1).type();

    assertThat(type).isEqualTo(method.getGenericParameterTypes()[0]);
    assertThat(type).hasSameHashCodeAs(method.getGenericParameterTypes()[0]);
  }

  @Test
  void annotations_of_overridden_declarations_count_and_the_nearest_wins() {
    class Loud extends Crud<String, UUID> {
      @Override
      public void remove(String item) {}

      @Override
      String find(UUID key) {
        return "";
      }

      @Override
      @Mapped("loud")
      String create(String body, Map<UUID, String[]> more) {
        return body;
      }

      @Override
      public List<String> list(int page) {
        return List.of();
      }
    }

    assertThat(named(Loud.class, "create").annotation(Mapped.class).get().value())
        .isEqualTo("loud");
    assertThat(named(Loud.class, "remove").annotation(Mapped.class).get().value())
        .isEqualTo("remove");
    assertThat(named(Loud.class, "list").parameters().getFirst().annotation(Source.class))
        .hasValueSatisfying(source -> assertThat(source.value()).isEqualTo("page"));
    assertThat(named(Loud.class, "list").annotations()).hasSize(1);
  }

  @Test
  void parameters_tell_annotations_and_nullness() {
    var zebra = named(Widgets.class, "zebra");
    assertThat(zebra.parameters())
        .extracting(HandlerParameter::isNullable)
        .containsExactly(false, false, false, true);
    assertThat(named(Widgets.class, "apple").parameters())
        .extracting(HandlerParameter::isNullable)
        .containsExactly(false, true);
    var mango = named(Widgets.class, "mango");
    assertThat(mango.returnsNullable()).isTrue();
    assertThat(zebra.returnsNullable()).isFalse();
    assertThat(mango.parameters().getFirst().annotation(Source.class).get().value()).isEqualTo("q");
    assertThat(mango.parameters().getFirst().annotation(Mapped.class)).isEmpty();
  }

  @Test
  void static_and_instance_methods_are_told_apart() {
    assertThat(named(Widgets.class, "apple").isStatic()).isTrue();
    assertThat(named(Widgets.class, "zebra").isStatic()).isFalse();
  }

  @Test
  void the_location_is_the_first_line_of_code() {
    class Located {
      @Mapped
      int here() {
        return new Throwable().getStackTrace()[0].getLineNumber();
      }
    }

    assertThat(named(Located.class, "here").location())
        .isEqualTo(new SourceLocation("HandlerMethodsTest.java", new Located().here()));
  }

  @Test
  void a_method_without_code_is_located_in_its_file() {
    assertThat(named(Listing.class, "remove").location()).hasToString("HandlerMethodsTest.java");
  }

  @Test
  void equal_handlers_are_the_same_method_of_the_same_class() {
    assertThat(of(Widgets.class)).isEqualTo(of(Widgets.class));
    assertThat(named(Texts.class, "create")).isNotEqualTo(named(Crud.class, "create"));
    assertThat(named(Texts.class, "create")).hasSameHashCodeAs(named(Texts.class, "create"));
  }

  @Test
  void a_single_method_is_described_with_what_it_overrides() throws Exception {
    var remove =
        new HandlerMethods().of(Texts.class, Texts.class.getDeclaredMethod("remove", String.class));

    assertThat(remove.annotation(Mapped.class).get().value()).isEqualTo("remove");
    assertThat(remove).isEqualTo(named(Texts.class, "remove"));
  }

  @Test
  void a_method_that_is_overridden_is_described_as_it_was_declared() throws Exception {
    var remove =
        new HandlerMethods()
            .of(Texts.class, Listing.class.getDeclaredMethod("remove", Object.class));

    assertThat(remove.parameters().getFirst().type()).isEqualTo(String.class);
    assertThat(remove.annotations()).hasSize(1);
  }
}

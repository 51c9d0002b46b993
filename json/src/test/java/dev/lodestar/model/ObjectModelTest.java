package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectModelTest {
  record Order(
      String id,
      @Nullable String note,
      Optional<Integer> priority,
      OptionalInt weight,
      @Default("3") int copies,
      @Default({"a", "b"}) List<String> labels,
      List<Line> lines) {}

  record Line(@Name(value = "sku_no", aliases = "sku") String sku, int unitPrice) {}

  record Page<T>(List<T> items, @Nullable T first, Map<String, T> byKey) {}

  record Tree(String name, List<Tree> children) {}

  record Annotated(
      @Size(max = 3) List<@NotBlank String> names,
      @Size(max = 4) String[] codes,
      List<@Nullable Integer> gaps,
      String @Nullable [] missing) {}

  static class Entity<K> {
    private @Nullable K id;

    public @Nullable K getId() {
      return id;
    }

    public void setId(@Nullable K id) {
      this.id = id;
    }
  }

  static final class Person extends Entity<Long> {
    @Size(max = 5)
    private String name = "";

    private boolean active;
    private String secret = "x";
    public int age;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public boolean isActive() {
      return active;
    }

    public void setActive(boolean active) {
      this.active = active;
    }

    public String getInitials() {
      return name.substring(0, 1);
    }

    public void setPassword(String password) {
      secret = password;
    }

    String secret() {
      return secret;
    }
  }

  private final Models models = Models.standard();

  private ObjectModel object(Class<?> type) {
    return (ObjectModel) models.model(type);
  }

  private static FieldModel field(ObjectModel model, String name) {
    return model.fields().stream()
        .filter(field -> field.javaName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_place_can_be_looked_at_without_its_null() {
    var note = field(object(Order.class), "note").use();

    assertThat(note.withoutNull().nullable()).isFalse();
    assertThat(note.withoutNull().required()).isTrue();
    assertThat(note.withoutNull().model()).isSameAs(note.model());
    assertThat(note.nullable()).isTrue();
  }

  @Test
  void a_component_is_required_unless_it_is_optional_nullable_or_has_a_default() {
    var order = object(Order.class);

    assertThat(order.fields())
        .filteredOn(field -> field.use().required())
        .extracting(FieldModel::javaName)
        .containsExactly("id", "lines");
    assertThat(order.fields())
        .filteredOn(field -> field.use().nullable())
        .extracting(FieldModel::javaName)
        .containsExactly("note");
  }

  @Test
  void defaults_are_parsed_by_the_converter_of_the_type() {
    var order = object(Order.class);

    assertThat(field(order, "copies").use().defaultValue()).contains(3);
    assertThat(field(order, "labels").use().defaultValue()).contains(List.of("a", "b"));
    assertThat(field(order, "id").use().defaultValue()).isEmpty();
  }

  @Test
  void a_default_collection_is_made_anew_for_every_use() {
    record Holder(@Default("x") ArrayList<String> names) {}
    var use = field(object(Holder.class), "names").use();

    assertThat(use.defaultValue().orElseThrow()).isNotSameAs(use.defaultValue().orElseThrow());
  }

  @Test
  void names_and_aliases_come_from_the_annotation() {
    var sku = field(object(Line.class), "sku");

    assertThat(sku.name()).isEqualTo("sku_no");
    assertThat(sku.aliases()).containsExactly("sku");
  }

  @Test
  void a_naming_strategy_applies_where_no_name_is_given() {
    var model = (ObjectModel) models.withNaming(NamingStrategy.SNAKE_CASE).model(Line.class);

    assertThat(model.fields()).extracting(FieldModel::name).containsExactly("sku_no", "unit_price");
  }

  @Test
  void naming_strategies_split_words_at_capitals() {
    assertThat(NamingStrategy.SNAKE_CASE.apply("httpURLPath")).isEqualTo("http_url_path");
    assertThat(NamingStrategy.SNAKE_CASE.apply("userID")).isEqualTo("user_id");
    assertThat(NamingStrategy.SNAKE_CASE.apply("line2Total")).isEqualTo("line2_total");
    assertThat(NamingStrategy.KEBAB_CASE.apply("unitPrice")).isEqualTo("unit-price");
    assertThat(NamingStrategy.PASCAL_CASE.apply("unitPrice")).isEqualTo("UnitPrice");
    assertThat(NamingStrategy.AS_DECLARED.apply("unitPrice")).isEqualTo("unitPrice");
  }

  @Test
  void records_are_created_and_read_even_when_they_are_private() {
    record Secret(String word, int number) {}
    var model = object(Secret.class);

    var made = model.create(new Object[] {"x", 7});

    assertThat(made).isEqualTo(new Secret("x", 7));
    assertThat(model.fields()).extracting(field -> field.get(made)).containsExactly("x", 7);
  }

  @Test
  void an_exception_of_a_constructor_is_passed_on_unchanged() {
    record Positive(int number) {
      Positive {
        if (number < 0) {
          throw new IllegalArgumentException("negative");
        }
      }
    }
    assertThatThrownBy(() -> object(Positive.class).create(new Object[] {-1}))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative");
  }

  @Test
  void generics_are_resolved_inside_of_components() {
    record Lines(Page<Line> page) {}
    var page = (ObjectModel) field(object(Lines.class), "page").use().model();

    assertThat(page.typeName()).isEqualTo("Page<Line>");
    assertThat(page.fields())
        .extracting(field -> field.use().model())
        .satisfiesExactly(
            items -> assertThat(((ListModel) items).element().model()).isSameAs(object(Line.class)),
            first -> assertThat(first).isSameAs(object(Line.class)),
            byKey -> assertThat(((MapModel) byKey).value().model()).isSameAs(object(Line.class)));
    assertThat(field(page, "first").use().nullable()).isTrue();
  }

  @Test
  void a_recursive_type_contains_its_own_model() {
    var tree = object(Tree.class);

    assertThat(((ListModel) field(tree, "children").use().model()).element().model())
        .isSameAs(tree);
  }

  @Test
  void annotations_stay_at_the_place_where_they_were_written() {
    var model = object(Annotated.class);
    var names = (ListModel) field(model, "names").use().model();
    var codes = (ListModel) field(model, "codes").use().model();

    assertThat(annotations(field(model, "names").use())).containsExactly(Size.class);
    assertThat(annotations(names.element())).containsExactly(NotBlank.class);
    assertThat(annotations(field(model, "codes").use())).containsExactly(Size.class);
    assertThat(annotations(codes.element())).isEmpty();
    assertThat(((ListModel) field(model, "gaps").use().model()).element().nullable()).isTrue();
    assertThat(field(model, "gaps").use().nullable()).isFalse();
    assertThat(field(model, "missing").use().nullable()).isTrue();
  }

  private static List<Class<? extends Annotation>> annotations(TypeUse use) {
    return use.annotations().stream()
        .<Class<? extends Annotation>>map(Annotation::annotationType)
        .toList();
  }

  @Test
  void beans_have_the_properties_of_their_superclass_first() {
    assertThat(object(Person.class).fields())
        .extracting(FieldModel::name)
        .containsExactly("id", "name", "active", "age", "initials", "password");
  }

  @Test
  void a_bean_is_made_through_its_setters_and_public_fields() {
    var model = object(Person.class);

    var person = (Person) model.create(new Object[] {4L, "Ann", true, 30, null, "pw"});

    assertThat(person.getId()).isEqualTo(4L);
    assertThat(person.getName()).isEqualTo("Ann");
    assertThat(person.isActive()).isTrue();
    assertThat(person.age).isEqualTo(30);
    assertThat(person.secret()).isEqualTo("pw");
  }

  @Test
  void a_bean_property_knows_its_directions_its_generics_and_its_field_annotations() {
    var model = object(Person.class);

    assertThat(field(model, "initials").writable()).isFalse();
    assertThat(field(model, "password").readable()).isFalse();
    assertThat(field(model, "id").use().model().rawClass()).isEqualTo(Long.class);
    assertThat(field(model, "id").use().nullable()).isTrue();
    assertThat(annotations(field(model, "name").use())).containsExactly(Size.class);
  }

  @Test
  void a_class_without_an_empty_constructor_can_be_read_but_not_made() {
    final class Money {
      private final int cents;

      Money(int cents) {
        this.cents = cents;
      }

      public int getCents() {
        return cents;
      }
    }
    var model = object(Money.class);

    assertThat(field(model, "cents").get(new Money(5))).isEqualTo(5);
    assertThat(model.obstacle().orElseThrow().message())
        .isEqualTo("The class Money has no constructor without parameters.");
    assertThatThrownBy(() -> model.create(new Object[1])).isInstanceOf(ModelException.class);
  }

  @Test
  void optional_types_hold_their_value_type() {
    var weight = (OptionalModel) field(object(Order.class), "weight").use().model();

    assertThat(weight.value().model()).isInstanceOf(SimpleModel.class);
    assertThat(weight.value().model().rawClass()).isEqualTo(int.class);
  }

  @Test
  void a_mapped_type_is_described_by_its_target() {
    var mapped =
        models.withMapping(Thread.class, String.class, Thread::getName, name -> new Thread(name));

    assertThat(mapped.model(Thread.class)).isInstanceOf(TypeModel.MappedModel.class);
  }
}

package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreationTest {
  record Line(String sku, @Default("1") int amount, Optional<String> note, @Nullable String tag) {}

  static final class Person {
    private String name = "nobody";
    public int age = 18;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public String getInitial() {
      return name.substring(0, 1);
    }
  }

  private final Models models = Models.standard();

  private ObjectModel object(Class<?> type) {
    return (ObjectModel) models.model(type);
  }

  @Test
  void a_record_is_made_by_its_canonical_constructor_with_its_components_in_order() {
    var line = object(Line.class);

    assertThat(line.executable().orElseThrow().getParameterCount()).isEqualTo(4);
    assertThat(line.arguments())
        .extracting(ObjectModel.Argument::index)
        .containsExactly(0, 1, 2, 3);
    assertThat(line.arguments()).extracting(ObjectModel.Argument::field).isEqualTo(line.fields());
  }

  @Test
  void a_component_is_read_by_its_accessor_and_has_no_setter() throws Exception {
    var sku = object(Line.class).fields().getFirst();

    assertThat(sku.getter()).contains(Line.class.getDeclaredMethod("sku"));
    assertThat(sku.setter()).isEmpty();
  }

  @Test
  void a_bean_is_made_empty_and_filled_by_methods_and_public_fields() {
    var person = object(Person.class);

    assertThat(person.executable().map(Executable::getParameterCount)).contains(0);
    assertThat(person.arguments()).isEmpty();
    assertThat(person.fields())
        .extracting(field -> field.setter().<Object>map(Member::getName).orElse(""))
        .containsExactly("setName", "age", "");
    assertThat(person.fields())
        .extracting(field -> (Object) field.getter().orElseThrow().getClass())
        .containsExactly(Method.class, Field.class, Method.class);
  }

  @Test
  void an_absent_value_is_the_default_the_empty_optional_or_null_for_a_record() {
    var absent = ObjectModel.ABSENT;

    assertThat(object(Line.class).create(new Object[] {"x", absent, absent, absent}))
        .isEqualTo(new Line("x", 1, Optional.empty(), null));
  }

  @Test
  void an_absent_value_leaves_a_bean_as_its_constructor_made_it() {
    var absent = ObjectModel.ABSENT;

    var person = (Person) object(Person.class).create(new Object[] {absent, 30, absent});

    assertThat(List.of(person.getName(), person.age)).containsExactly("nobody", 30);
  }
}

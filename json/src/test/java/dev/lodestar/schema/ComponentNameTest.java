package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How components are called.
class ComponentNameTest {
  private static final Json JSON = Json.standard();

  record Widget(String name) {}

  record Page<T>(List<T> items) {}

  record Pair<A, B>(A first, B second) {}

  private static List<String> names(Type... types) {
    var schemas = Schemas.builder().build();
    for (var type : types) {
      schemas.output(JSON, type);
    }
    return List.copyOf(schemas.components().keySet());
  }

  @Test
  void generic_types_are_called_like_their_arguments() {
    assertThat(
            names(
                new JsonType<Page<Widget>>() {}.type(),
                new JsonType<Page<List<Widget>>>() {}.type(),
                new JsonType<Page<Widget[]>>() {}.type(),
                new JsonType<Page<Map<String, Integer>>>() {}.type(),
                new JsonType<Pair<UUID, Page<Widget>>>() {}.type(),
                new JsonType<Page<byte[]>>() {}.type()))
        .containsExactly(
            "PageOfBytes",
            "PageOfListOfWidget",
            "PageOfListOfWidget2",
            "PageOfMapOfInteger",
            "PageOfWidget",
            "PairOfUUIDAndPageOfWidget",
            "Widget");
  }

  static final class Stock {
    record Item(String sku) {}

    record Line(Item item) {}
  }

  static final class Orders {
    record Item(int amount) {}
  }

  @Test
  void types_of_the_same_name_get_that_of_what_is_around_them() {
    assertThat(names(Stock.Line.class, Orders.Item.class))
        .containsExactly("Line", "OrdersItem", "StockItem");
    assertThat(
            names(
                new JsonType<Page<Stock.Item>>() {}.type(),
                new JsonType<Page<Orders.Item>>() {}.type()))
        .containsExactly("OrdersItem", "PageOfOrdersItem", "PageOfStockItem", "StockItem");
  }

  record Owner(String name, String secret) {}

  record Car(int id, Owner owner) {}

  @Test
  void a_projection_gives_its_name() {
    var json =
        Json.builder()
            .projections(Map.of(Car.class, Projection.all().exclude("id").named("ReadCar")))
            .build();
    var schemas = Schemas.builder().build();
    schemas.output(json, new JsonType<Page<Car>>() {}.type());
    schemas.output(JSON, Car.class);
    schemas.partial(json, Car.class);

    assertThat(schemas.components())
        .containsOnlyKeys("Car", "Owner", "OwnerPatch", "PageOfReadCar", "ReadCar", "ReadCarPatch");
    assertThat(Said.text(schemas.components().get("ReadCar"))).doesNotContain("'id'");
  }

  @Test
  void what_a_projection_of_another_type_left_of_a_type_has_a_name_of_its_own() {
    var json =
        Json.builder()
            .projections(
                Map.of(Car.class, Projection.all().exclude("owner.secret").named("ReadCar")))
            .build();
    var schemas = Schemas.builder().build();
    schemas.output(json, Car.class);
    schemas.output(JSON, Car.class);

    assertThat(schemas.components()).containsOnlyKeys("Car", "Owner", "ReadCar", "ReadCarOwner");
    assertThat(Said.text(schemas.components().get("ReadCarOwner"))).doesNotContain("secret");
  }

  sealed interface Pet {}

  record Dog(String name, int teeth) implements Pet {}

  record Cat(String name, int lives) implements Pet {}

  @Test
  void variants_of_a_sealed_type_with_a_projection_are_called_after_it() {
    var json =
        Json.builder()
            .projections(Map.of(Pet.class, Projection.all().include("name").named("ReadPet")))
            .build();
    var schemas = Schemas.builder().build();
    schemas.output(json, Pet.class);

    assertThat(schemas.components()).containsOnlyKeys("ReadPet", "ReadPetCat", "ReadPetDog");
  }

  record Node(String name, Optional<Node> next, Optional<Leaf> leaf) {}

  record Leaf(int unitPrice) {}

  @Test
  void equal_content_of_several_sets_of_codecs_is_one_component() {
    var schemas = Schemas.builder().build();
    schemas.output(JSON, Node.class);
    schemas.input(Json.standard(), Node.class);
    schemas.output(Json.builder().pretty(true).build(), Node.class);

    assertThat(schemas.components()).containsOnlyKeys("Leaf", "Node");
  }

  @Test
  void what_differs_deep_inside_is_another_component() {
    var schemas = Schemas.builder().build();
    schemas.output(JSON, Node.class);
    schemas.output(Json.builder().naming(NamingStrategy.SNAKE_CASE).build(), Node.class);

    assertThat(schemas.components()).containsOnlyKeys("Leaf", "Leaf2", "Node", "Node2");
  }

  @Test
  void names_do_not_depend_on_the_order_of_the_questions() {
    var types = new ArrayList<Type>();
    Collections.addAll(
        types,
        Stock.Line.class,
        Orders.Item.class,
        Node.class,
        Pet.class,
        Dog.class,
        Car.class,
        new JsonType<Page<Orders.Item>>() {}.type(),
        new JsonType<Page<Stock.Item>>() {}.type());
    var snake = Json.builder().naming(NamingStrategy.SNAKE_CASE).build();
    var random = new Random(3);
    String first = null;
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(types, random);
      var schemas = Schemas.builder().build();
      for (var type : types) {
        if (random.nextBoolean()) {
          schemas.input(JSON, type);
          schemas.output(snake, type);
        } else {
          schemas.output(snake, type);
          schemas.input(JSON, type);
        }
      }
      var text = new StringBuilder();
      schemas.components().forEach((name, schema) -> text.append(name).append(Said.text(schema)));
      first = first == null ? text.toString() : first;
      assertThat(text).hasToString(first);
    }
  }

  @Test
  void names_that_others_have_are_not_given() {
    var schemas = Schemas.builder().reserve("Widget").build();
    schemas.output(JSON, Widget.class);

    assertThat(schemas.components()).containsOnlyKeys("Widget2");
  }

  @Test
  void what_comes_later_does_not_change_names_that_were_settled() {
    var schemas = Schemas.builder().build();
    var first = schemas.output(JSON, Stock.Item.class);

    assertThat(Said.text(first)).isEqualTo("{'$ref':'#/$defs/Item'}");
    var second = schemas.output(JSON, Orders.Item.class);
    assertThat(Said.text(first)).isEqualTo("{'$ref':'#/$defs/Item'}");
    assertThat(Said.text(second)).isEqualTo("{'$ref':'#/$defs/Item2'}");
    assertThat(schemas.components()).containsOnlyKeys("Item", "Item2");
  }
}

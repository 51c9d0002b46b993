package dev.lodestar.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lodestar.Body;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.codec.Decoded;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Handlers whose bodies and results go through the mapper of the application.
class JacksonHandlersTest {

  record Line(@Size(min = 2, max = 10) String stockCode, @Min(1) int itemCount) {}

  record Order(String customerName, List<Line> orderLines, @Nullable String note) {
    Order {
      if (customerName != null && customerName.equals("nobody")) {
        throw new IllegalArgumentException("Somebody has to order.");
      }
    }
  }

  /// An open hierarchy and a class with a creator: no type of our own model.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dog.class, name = "dog"),
    @JsonSubTypes.Type(value = Fish.class, name = "fish")
  })
  interface Animal {
    String name();
  }

  static final class Dog implements Animal {
    private final String name;

    @JsonCreator
    Dog(@JsonProperty("name") String name) {
      this.name = name;
    }

    @Override
    @JsonProperty
    public String name() {
      return name;
    }
  }

  record Fish(@Size(max = 5) String name) implements Animal {}

  record Kennel(String place, List<Animal> animals, Optional<Animal> guard) {}

  record Page<T>(List<T> items) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/orders")
    Order order(Order order) {
      return order;
    }

    @Post("/lists")
    List<Order> list(@Body @Size(max = 2) List<Order> orders) {
      return orders;
    }

    @Post("/pages")
    Page<Line> page(@Body Page<Line> page) {
      return page;
    }

    @Post("/animals")
    Animal animal(@Body Animal animal) {
      return animal;
    }

    @Post("/kennels")
    Kennel kennel(@Body Kennel kennel) {
      return kennel;
    }

    @Post("/numbers")
    List<Integer> numbers(@Body List<Integer> numbers) {
      return numbers;
    }

    @Get("/any")
    Object any() {
      return Map.of("order", new Order("Bob", List.of(), null));
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final TestClient all = client(JacksonBackend.forAllTypes(MAPPER));
  private final TestClient some =
      client(JacksonBackend.forTypes(MAPPER, Animal.class, Order.class, Line.class));

  private static TestClient client(JacksonBackend backend) {
    var json = Json.builder().backend(backend).build();
    return TestClient.of(Lodestar.app().json(json).routes(Handlers.class).build());
  }

  private static TestResponse post(TestClient client, String path, String document) {
    return client.request(HttpMethod.POST, path).body(MediaType.JSON, document).send();
  }

  private static final String ORDER =
      "{\"customer_name\":\"Bob\",\"order_lines\":[{\"stock_code\":\"x1\",\"item_count\":2}],\"note\":null}";

  @Test
  void bodies_and_results_have_the_form_of_the_mapper() {
    assertThat(post(all, "/orders", ORDER).text()).isEqualTo(ORDER);
    assertThat(post(some, "/orders", ORDER).text()).isEqualTo(ORDER);
  }

  @Test
  void lists_of_its_types_go_through_the_mapper_as_a_whole() {
    assertThat(post(all, "/lists", "[" + ORDER + "]").text()).isEqualTo("[" + ORDER + "]");
    assertThat(post(some, "/lists", "[]").text()).isEqualTo("[]");
  }

  @Test
  void generics_are_kept() {
    var page = "{\"items\":[{\"stock_code\":\"x1\",\"item_count\":2}]}";

    assertThat(post(all, "/pages", page).text()).isEqualTo(page);
    assertThat(post(all, "/pages", page.replace("2", "0")).text())
        .contains("\"pointer\":\"/items/0/item_count\"");
  }

  @Test
  void a_type_that_only_the_mapper_understands_needs_no_model() {
    var dog = "{\"is\":\"dog\",\"name\":\"Rex\"}";

    assertThat(post(all, "/animals", dog).text()).isEqualTo(dog);
    assertThat(post(some, "/animals", dog).text()).isEqualTo(dog);
  }

  @Test
  void types_of_the_mapper_may_stand_inside_of_others() {
    var kennel =
        "{\"place\":\"Ulm\",\"animals\":[{\"is\":\"dog\",\"name\":\"Rex\"}],\"guard\":{\"is\":\"dog\",\"name\":\"Kim\"}}";

    assertThat(post(some, "/kennels", kennel).text()).isEqualTo(kennel);
    assertThat(post(some, "/kennels", kennel.replace("Rex\"", "Rex\",\"age\":3")).text())
        .contains("\"pointer\":\"/animals/0\"")
        .contains("There is no field of this name. (at /age)");
  }

  @Test
  void types_of_the_platform_are_left_to_lodestar() {
    assertThat(post(all, "/numbers", "[1,2]").text()).isEqualTo("[1,2]");
    assertThat(post(all, "/numbers", "[1,\"2\"]").text())
        .contains("Expected an integer between -2147483648 and 2147483647, found the text");
  }

  @Test
  void values_without_a_declared_type_find_their_way_to_the_mapper() {
    assertThat(all.get("/any").text())
        .isEqualTo("{\"order\":{\"customer_name\":\"Bob\",\"order_lines\":[],\"note\":null}}");
  }

  @Test
  void a_document_that_is_no_json_is_malformed_as_always() {
    var plain = TestClient.of(Lodestar.app().routes(PlainHandlers.class).build());
    for (var broken :
        List.of("", "{", "{\"customer_name\":\"Bob\",}", "[1 2]", ORDER + "x", "nul", "\ufeff{}")) {
      var ours = post(plain, "/plain", broken);
      var theirs = post(all, "/orders", broken);

      assertThat(theirs.status().code()).as(broken).isEqualTo(400);
      if (!broken.isEmpty()) {
        assertThat(theirs.text()).as(broken).isEqualTo(ours.text()).contains("malformed");
      }
    }
  }

  @SuppressWarnings("unused")
  static final class PlainHandlers {
    @Post("/plain")
    Object plain(@Body Object body) {
      return body;
    }
  }

  @Test
  void what_the_mapper_refuses_is_one_problem_with_a_pointer() {
    assertProblem("{\"customer_name\":{}}", "/customer_name", "type", "found an object.");
    assertProblem(
        ORDER.replace("2}", "\"many\"}"),
        "/order_lines/0/item_count",
        "format",
        "Expected an integer, found the text \\\"many\\\".");
    assertProblem(ORDER.replace("note", "n/~te"), "/n~1~0te", "unknown", "no field of this name");
    assertProblem(ORDER.replace("Bob", "nobody"), "", "invalid", "Somebody has to order.");
    assertProblem("[]", "", "type", "Expected an object, found an array.");
    assertProblem("null", "", "null", "Expected a value, found null.");
  }

  private void assertProblem(String document, String pointer, String code, String message) {
    var answer = post(all, "/orders", document);

    assertThat(answer.status().code()).as(document).isEqualTo(400);
    assertThat(answer.text())
        .as(document)
        .contains("\"pointer\":\"" + pointer + "\"")
        .contains("\"code\":\"" + code + "\"")
        .contains(message)
        .doesNotContain("jackson")
        .doesNotContain("dev.lodestar.jackson")
        .doesNotContain("java.")
        .doesNotContain("Deserializ")
        .doesNotContain("Order");
  }

  @Test
  void constraints_are_checked_on_what_the_mapper_made() {
    var answer =
        post(
            all,
            "/orders",
            "{\"customer_name\":\"Bob\",\"order_lines\":["
                + "{\"stock_code\":\"x\",\"item_count\":0},{\"stock_code\":\"xy\",\"item_count\":1}]}");

    assertThat(answer.status().code()).isEqualTo(400);
    assertThat(answer.text())
        .contains("\"pointer\":\"/order_lines/0/stock_code\",\"code\":\"Size\"")
        .contains("\"pointer\":\"/order_lines/0/item_count\",\"code\":\"Min\"")
        .doesNotContain("/order_lines/1");
  }

  @Test
  void constraints_are_checked_in_arrays_and_recursive_types() {
    record Cat(@Size(max = 3) String name, Cat[] kittens) {}
    var json = Json.builder().backend(JacksonBackend.forAllTypes(MAPPER)).build();

    var result =
        json.codec(Cat.class)
            .decode(
                "{\"name\":\"Tom\",\"kittens\":[{\"name\":\"Tiger\"},null]}"
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(result)
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .contains("/kittens/0/name: size must be at most 3"));
  }

  @Test
  void constraints_of_the_class_that_the_mapper_chose_are_checked() {
    var fish = "{\"is\":\"fish\",\"name\":\"Wanda\"}";

    assertThat(post(some, "/animals", fish).text()).isEqualTo(fish);
    assertThat(post(some, "/animals", fish.replace("W", "Wa")).text())
        .contains("\"pointer\":\"/name\",\"code\":\"Size\"");
  }

  @Test
  void constraints_of_the_parameter_are_checked_too() {
    var answer = post(all, "/lists", "[" + ORDER + "," + ORDER + "," + ORDER + "]");

    assertThat(answer.status().code()).isEqualTo(400);
    assertThat(answer.text()).contains("\"code\":\"Size\"");
  }

  @Test
  void of_many_problems_the_first_hundred_are_listed() {
    var line = "{\"stock_code\":\"x\",\"item_count\":1}";
    var answer = post(all, "/pages", "{\"items\":[" + (line + ",").repeat(149) + line + "]}");

    assertThat(answer.status().code()).isEqualTo(400);
    assertThat(answer.text()).contains("/items/99/").doesNotContain("/items/100/");
    assertThat(answer.text()).contains("\"omitted\":50");
  }
}

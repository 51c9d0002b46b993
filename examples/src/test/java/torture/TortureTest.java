package torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The application that tools are tried on really works.
class TortureTest {
  private static final TestClient CLIENT = TestClient.of(Torture.app());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  /// One document for each path below `/echo`; the client in TypeScript sends the same ones.
  static Stream<Map.Entry<String, Object>> echoes() throws IOException {
    try (var file = TortureTest.class.getResourceAsStream("echoes.json")) {
      return Json.standard()
          .codec(new JsonType<Map<String, Object>>() {})
          .decode(file.readAllBytes())
          .orThrow()
          .entrySet()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void what_is_sent_comes_back(Map.Entry<String, Object> echo) {
    var answer = CLIENT.post("/echo/" + echo.getKey(), echo.getValue()).expectStatus(201);

    assertThat(comparable(answer.json(Object.class))).isEqualTo(comparable(sent(echo)));
  }

  private static Object sent(Map.Entry<String, Object> echo) {
    if (!echo.getKey().equals("bean")) {
      return echo.getValue();
    }
    var bean = new TreeMap<String, Object>();
    ((Map<?, ?>) echo.getValue()).forEach((name, value) -> bean.put(name.toString(), value));
    bean.put("experienced", true);
    return bean;
  }

  /// 1.0 and 1 are one number.
  private static Object comparable(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var copy = new TreeMap<String, Object>();
        map.forEach((name, value) -> copy.put(name.toString(), comparable(value)));
        yield copy;
      }
      case java.util.List<?> list -> list.stream().map(TortureTest::comparable).toList().toString();
      case Number number -> number.doubleValue();
      case null -> "null";
      default -> tree;
    };
  }

  @Test
  void a_name_has_its_strategy() {
    CLIENT
        .post("/echo/names", Map.of("first_name", "Ann", "lastName", "Lee", "new_password", "x"))
        .expectStatus(201)
        .json(new JsonType<Map<String, @Nullable Object>>() {})
        .forEach((name, _) -> assertThat(name).isIn("first_name", "familyName", "created_by"));
  }

  @Test
  void a_product_is_created_changed_and_deleted() {
    var product =
        Map.of("sku", "z-1", "name", "Zip", "category", "food", "price", 1, "sizes", Map.of());

    CLIENT.post("/products", product).expectStatus(201);
    CLIENT
        .request(dev.lodestar.http.HttpMethod.PATCH, "/products/z-1")
        .header("If-Match", "\"v1\"")
        .body(MediaType.parse("application/merge-patch+json"), "{\"stock\": 7}")
        .send()
        .expectStatus(200);
    assertThat(CLIENT.get("/products/z-1").text()).contains("\"stock\":7", "\"version\":2");
    CLIENT.delete("/products/z-1").expectStatus(204);
    CLIENT.get("/products/z-1").expectStatus(404);
  }

  @Test
  void the_shop_hides_what_is_not_for_everybody() {
    assertThat(CLIENT.get("/shop/de/A-1").text())
        .contains("\"available\":true")
        .doesNotContain("stock");
  }
}

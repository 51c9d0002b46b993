package dev.lodestar.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.benchmarks.application.Product;
import dev.lodestar.codec.Decoded;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.route.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is measured has to be right.
class BenchmarkSmokeTest {
  @ParameterizedTest
  @ValueSource(ints = {5, 200})
  void routing_finds_the_route_that_the_map_finds(int routes) {
    var routing = new Routing();
    routing.routes = routes;
    routing.prepare();
    var baseline = new Routing();
    baseline.routes = routes;
    baseline.prepare();
    for (var i = 0; i < 100; i++) {
      assertThat(target(routing.literal())).isEqualTo(baseline.literalInMap());
      assertThat(target(routing.oneParameter())).isEqualTo(baseline.oneParameterInMap());
      assertThat(target(routing.twoParameters())).isEqualTo(baseline.twoParametersInMap());
      assertThat(routing.miss()).isInstanceOf(Match.NotFound.class);
      assertThat(baseline.missInMap()).isNull();
    }
  }

  @Test
  void routing_finds_the_sibling_that_the_map_finds() {
    var routing = new RoutingSiblings();
    var baseline = new RoutingSiblings();

    assertThat(target(routing.sibling())).isEqualTo(baseline.siblingInMap());
  }

  private static Integer target(Match<Integer> match) {
    return ((Match.Found<Integer>) match).target();
  }

  @Test
  void decoding_agrees_with_the_jdk() {
    for (var text : new String[] {"a+small+pocket%20compass", "caf%C3%A9%20%E2%82%AC%2012%2C50"}) {
      var decoding = new PercentDecoding();
      decoding.text = text;

      assertThat(decoding.lodestar()).isEqualTo(decoding.jdk());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields", "binary", "lines", "ends"})
  void forms_are_read_as_by_netty(String content) {
    var forms = new MultipartForms();
    forms.content = content;
    forms.prepare();

    assertThat(forms.lodestar()).isPositive().isEqualTo(forms.netty());
  }

  @Test
  void requests_are_answered_in_process() {
    var handling = new RequestHandling();

    assertThat(body(handling.plaintext())).isEqualTo("Hello, World!");
    assertThat(body(handling.json())).startsWith("{\"id\":42,");
    assertThat(body(handling.parameters())).isEqualTo("user 42, page 3, active true");
  }

  private static String body(RenderedResponse response) {
    var bytes = (ResponseBody.Bytes) response.body();
    return new String(bytes.array(), bytes.offset(), bytes.length(), UTF_8);
  }

  @Test
  void both_json_engines_write_and_read_the_record() {
    var json = new SmallJson();

    assertThat(json.encode()).hasSameSizeAs(json.encodeWithJackson());
    assertThat(json.decode()).isEqualTo(new Decoded.Valid<>(Product.sample()));
    assertThat(json.decodeWithJackson()).isEqualTo(Product.sample());
  }

  @ParameterizedTest
  @ValueSource(strings = {"price", "double", "decimal", "uuid", "instant", "date"})
  void simple_values_are_read_and_written_as_by_the_jdk(String kind) {
    var numbers = new Numbers();
    numbers.kind = kind;
    numbers.prepare();
    var baseline = new Numbers();
    baseline.kind = kind;
    baseline.prepare();
    for (var i = 0; i < 100; i++) {
      assertThat(numbers.read()).isEqualTo(baseline.readWithJdk());
      assertThat(numbers.write()).isEqualTo(baseline.writeWithJdk());
    }
  }

  @Test
  void an_application_of_generated_controllers_has_all_of_their_routes() throws Exception {
    var building = new AppBuilding();
    building.handlers = 12;
    building.compile();
    try {
      assertThat(building.build().routes()).hasSize(12);
    } finally {
      building.delete();
    }
  }
}

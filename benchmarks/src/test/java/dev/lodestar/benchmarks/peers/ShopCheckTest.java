package dev.lodestar.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.benchmarks.application.BareNetty;
import dev.lodestar.benchmarks.application.LodestarShop;
import dev.lodestar.engine.ServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopCheckTest {
  @ParameterizedTest
  @EnumSource
  void nothing_is_wrong_with_lodestar(Endpoint endpoint) throws Exception {
    try (var server = LodestarShop.app().start(ServerOptions.defaults().withPort(0));
        var client = HttpClient.newHttpClient()) {
      assertThat(new ShopCheck(client, server.uri()).wrongWith(endpoint)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_wrong_with_bare_netty(Endpoint endpoint) throws Exception {
    try (var server = BareNetty.start(0);
        var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + server.port());

      assertThat(new ShopCheck(client, uri).wrongWith(endpoint)).isEmpty();
    }
  }

  @Test
  void json_is_compared_by_its_values() {
    var question = ShopCheck.questions(Endpoint.CREATE).getFirst();
    var type = "application/json";

    assertThat(
            ShopCheck.wrongWith(
                question, 201, type, "{\"price\":12.50, \"name\":\"Pocket compass\",\"id\":101.0}"))
        .isEmpty();
    assertThat(
            ShopCheck.wrongWith(
                question, 201, type, "{\"price\":12.51,\"name\":\"Pocket compass\",\"id\":101}"))
        .get()
        .asString()
        .contains("POST /products", "12.51");
    assertThat(ShopCheck.wrongWith(question, 201, type, "no JSON")).isPresent();
  }

  @Test
  void a_wrong_status_or_type_is_noticed() {
    var question = ShopCheck.questions(Endpoint.PLAINTEXT).getFirst();

    assertThat(ShopCheck.wrongWith(question, 200, "text/plain", "Hello, World!")).isEmpty();
    assertThat(ShopCheck.wrongWith(question, 204, "text/plain", "Hello, World!")).isPresent();
    assertThat(ShopCheck.wrongWith(question, 200, "text/html", "Hello, World!")).isPresent();
    assertThat(ShopCheck.wrongWith(question, 200, "text/plain", "Hello, Moon!")).isPresent();
  }

  @Test
  void a_refusal_has_to_name_every_field() {
    var question = ShopCheck.questions(Endpoint.CREATE).get(1);

    assertThat(ShopCheck.wrongWith(question, 400, "", "name, price and contact are wrong"))
        .isEmpty();
    assertThat(ShopCheck.wrongWith(question, 400, "", "name and price are wrong")).isPresent();
  }
}

package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.ForwardedHeader;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What applications are told of clients and hosts, byte by byte from the socket.
class ProxiesTest {
  private static final TrustedProxies LOOPBACK =
      TrustedProxies.of("loopback")
          .reading(
              ForwardedHeader.X_FORWARDED_FOR,
              ForwardedHeader.X_FORWARDED_PROTO,
              ForwardedHeader.X_FORWARDED_HOST);

  private static final App APP =
      Lodestar.app()
          .get("/url", request -> Response.text(request.url() + " " + client(request)))
          .routes(
              Router.at("/").host("shop.example").get("/", request -> Response.text("the shop")))
          .get("/", request -> Response.text("everybody"))
          .build();

  private static String client(Request request) {
    return request.clientAddress().map(InetAddress::getHostAddress).orElse("unknown");
  }

  private static String ask(ServerOptions options, String lines) throws IOException {
    try (var server = APP.start(options);
        var client = RawClient.connect(server)) {
      return client.sendLines(lines).read().body().replace(":" + server.port(), ":PORT");
    }
  }

  private static ServerOptions trusting() {
    return TestServer.options().withTrustedProxies(LOOPBACK);
  }

  private static final String FORWARDED =
      """
      GET /url HTTP/1.1
      Host: inner:9000
      X-Forwarded-For: 203.0.113.9
      X-Forwarded-Proto: https
      X-Forwarded-Host: shop.example

      """;

  @Test
  void a_server_that_trusts_nobody_tells_what_it_sees() throws IOException {
    assertThat(ask(TestServer.options(), FORWARDED)).isEqualTo("http://inner:9000/url 127.0.0.1");
  }

  @Test
  void a_server_behind_a_proxy_tells_what_the_proxy_says() throws IOException {
    assertThat(ask(trusting(), FORWARDED)).isEqualTo("https://shop.example/url 203.0.113.9");
  }

  @Test
  void the_environment_may_name_the_proxies() throws IOException {
    var options =
        ServerOptions.fromEnvironment(
            Map.of("LODESTAR_TRUSTED_PROXIES", "10.0.0.0/8 , 127.0.0.1", "LODESTAR_PORT", "0"));

    assertThat(ask(options, FORWARDED)).isEqualTo("https://inner:9000/url 203.0.113.9");
  }

  @Test
  void routes_of_a_host_are_found_by_the_host_that_the_client_asked_for() throws IOException {
    var request = "GET / HTTP/1.1\nHost: inner\nX-Forwarded-Host: SHOP.example.\n\n";

    assertThat(ask(trusting(), request)).isEqualTo("the shop");
    assertThat(ask(TestServer.options(), request)).isEqualTo("everybody");
    assertThat(ask(TestServer.options(), "GET / HTTP/1.1\nHost: Shop.Example.:80\n\n"))
        .isEqualTo("the shop");
  }

  @ParameterizedTest
  @CsvSource({
    "http://Shop.Example/url, http://shop.example/url",
    "http://shop.example:8080/url?a=b, http://shop.example:8080/url?a=b",
    "HTTP://[::1]:80/url, http://[::1]/url",
  })
  void the_host_of_an_absolute_target_takes_the_place_of_the_header(String target, String url)
      throws IOException {
    assertThat(ask(TestServer.options(), "GET " + target + " HTTP/1.1\nHost: other\n\n"))
        .isEqualTo(url + " 127.0.0.1");
  }

  @Test
  void http_1_0_without_a_host_has_the_address_it_came_to() throws IOException {
    assertThat(ask(TestServer.options(), "GET /url HTTP/1.0\n\n"))
        .isEqualTo("http://127.0.0.1:PORT/url 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /url HTTP/1.1\n\n",
        "GET /url HTTP/1.1\nHost: a\nHost: a\n\n",
        "GET /url HTTP/1.1\nHost: user@shop.example\n\n",
        "GET /url HTTP/1.1\nHost: shop.example/path?\n\n",
        "GET /url HTTP/1.1\nHost: shop.example:http\n\n",
        "GET /url HTTP/1.1\nHost: [::1\n\n",
        "GET /url HTTP/1.1\nHost: [:::]\n\n",
        "GET /url HTTP/1.1\nHost: a b\n\n",
        "GET /url HTTP/1.1\nHost: a'b\n\n",
        "GET http://user:secret@shop.example/url HTTP/1.1\nHost: shop.example\n\n",
        "GET http:///url HTTP/1.1\nHost: shop.example\n\n",
      })
  void a_host_that_is_missing_repeated_or_malformed_is_a_bad_request(String request)
      throws IOException {
    try (var server = APP.start(TestServer.options());
        var client = RawClient.connect(server)) {
      assertThat(client.sendLines(request).read().status()).isEqualTo(400);
    }
  }

  @Test
  void whatever_a_client_claims_behind_a_proxy_is_no_server_error() throws IOException {
    try (var server = APP.start(trusting());
        var client = RawClient.connect(server)) {
      for (var said :
          new String[] {"", ",", "[", "::::::", "\"", "a;b=c", "\u00ff", "9".repeat(5_000)}) {
        var response =
            client
                .sendLines(
                    "GET /url HTTP/1.1\nHost: x\nX-Forwarded-For: "
                        + said
                        + "\nX-Forwarded-Host: "
                        + said
                        + "\nX-Forwarded-Proto: "
                        + said
                        + "\n\n")
                .read();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith("http://x/url ");
      }
    }
  }
}

package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where requests come from and what they ask for, with and without proxies.
class RequestOriginTest {
  private static final TrustedProxies TEN = TrustedProxies.of("10.0.0.0/8");
  private static final TrustedProxies HOSTS =
      TEN.reading(
          ForwardedHeader.X_FORWARDED_FOR,
          ForwardedHeader.X_FORWARDED_PROTO,
          ForwardedHeader.X_FORWARDED_HOST,
          ForwardedHeader.X_FORWARDED_PORT,
          ForwardedHeader.X_FORWARDED_PREFIX);
  private static final TrustedProxies STANDARD = TEN.reading(ForwardedHeader.FORWARDED);

  private static Request request(
      TrustedProxies proxies, String peer, String target, String... headers) {
    var all = Headers.builder();
    for (var i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    var request =
        Request.of(
            HttpMethod.GET,
            target,
            all.build(),
            RequestBody.empty(),
            new Connection(
                new InetSocketAddress(address(peer), 50_000),
                new InetSocketAddress(address("192.0.2.1"), 8080),
                false,
                "HTTP/1.1"));
    request.takenBy(new ServerSite(StopSignal.never(), proxies));
    return request;
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private static Request of(TrustedProxies proxies, String... headers) {
    return request(proxies, "10.0.0.1", "/", headers);
  }

  private static String client(TrustedProxies proxies, String... headers) {
    return of(proxies, headers).clientAddress().map(InetAddress::getHostAddress).orElse("unknown");
  }

  @Test
  void without_trust_the_client_is_the_peer_and_headers_are_ignored() {
    var request =
        request(
            TrustedProxies.none(),
            "10.0.0.1",
            "/a?b=c",
            "Host",
            "example.org",
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Prefix",
            "/evil",
            "Forwarded",
            "for=203.0.113.9;host=evil.example;proto=https");

    assertThat(request.clientAddress()).hasValue(address("10.0.0.1"));
    assertThat(request.scheme()).isEqualTo("http");
    assertThat(request.rootPath()).isEmpty();
    assertThat(request.url()).isEqualTo(URI.create("http://example.org/a?b=c"));
  }

  @Test
  void a_stranger_is_not_believed_although_others_would_be() {
    var request =
        request(
            HOSTS,
            "198.51.100.7",
            "/",
            "Host",
            "example.org",
            "X-Forwarded-For",
            "1.2.3.4",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "evil.example");

    assertThat(request.clientAddress()).hasValue(address("198.51.100.7"));
    assertThat(request.url()).isEqualTo(URI.create("http://example.org/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9 | 203.0.113.9",
        "203.0.113.9, 10.0.0.3, 10.0.0.2 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9, 10.0.0.2 | 203.0.113.9",
        "10.0.0.9, 10.0.0.2 | 10.0.0.9",
        "203.0.113.9:4711 | 203.0.113.9",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7] | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "::ffff:203.0.113.9 | 203.0.113.9",
        ", 203.0.113.9 ,, 10.0.0.2, | 203.0.113.9",
        "'' | 10.0.0.1",
      })
  void the_client_is_the_last_address_that_is_not_a_trusted_proxy(String header, String client) {
    assertThat(client(TEN, "X-Forwarded-For", header)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "203.0.113.9, garbage",
        "203.0.113.9, 10.0.0.256",
        "203.0.113.9, 010.0.0.2",
        "203.0.113.9, 10.2",
        "203.0.113.9, 0x0a000002",
        "203.0.113.9, [::1",
        "203.0.113.9, ::1::2",
        "203.0.113.9, :::",
        "203.0.113.9, 1:2:3:4:5:6:7",
        "203.0.113.9, fe80::1%eth0",
        "203.0.113.9, example.org",
        "203.0.113.9, 10.0.0.2 10.0.0.3",
        "203.0.113.9, _hidden",
      })
  void what_is_malformed_ends_the_walk_and_the_client_is_unknown(String header) {
    assertThat(client(TEN, "X-Forwarded-For", header)).isEqualTo("unknown");
  }

  @Test
  void several_lines_are_one_list() {
    assertThat(
            client(TEN, "X-Forwarded-For", "1.1.1.1, 203.0.113.9", "X-Forwarded-For", "10.0.0.2"))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void a_walk_has_an_end() {
    assertThat(client(TEN, "X-Forwarded-For", "203.0.113.9" + ", 10.0.0.2".repeat(31)))
        .isEqualTo("203.0.113.9");
    assertThat(client(TEN, "X-Forwarded-For", "203.0.113.9" + ", 10.0.0.2".repeat(32)))
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"https,https", "HTTPS,https", "wss,https", "http,http", "ws,http", "gopher,http"})
  void the_scheme_is_one_of_two(String told, String scheme) {
    assertThat(of(TEN, "Host", "x", "X-Forwarded-Proto", told).scheme()).isEqualTo(scheme);
  }

  @Test
  void a_port_that_is_usual_is_not_in_urls() {
    assertThat(of(TEN, "Host", "x.org", "X-Forwarded-Proto", "https").url())
        .hasToString("https://x.org/");
    assertThat(of(TEN, "Host", "x.org:443", "X-Forwarded-Proto", "https").url())
        .hasToString("https://x.org/");
    assertThat(of(TEN, "Host", "x.org:80", "X-Forwarded-Proto", "https").url())
        .hasToString("https://x.org:80/");
    assertThat(of(TEN, "Host", "x.org:80").url()).hasToString("http://x.org/");
    assertThat(of(TEN, "Host", "x.org:8080").port()).isEqualTo(8080);
  }

  @Test
  void host_port_and_prefix_are_read_where_the_proxies_are_said_to_set_them() {
    var request =
        request(
            HOSTS,
            "10.0.0.1",
            "/widgets?x=1",
            "Host",
            "backend:8080",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "Shop.Example.",
            "X-Forwarded-Port",
            "8443",
            "X-Forwarded-Prefix",
            "/shop/");

    assertThat(request.host()).isEqualTo("shop.example");
    assertThat(request.port()).isEqualTo(8443);
    assertThat(request.rootPath()).isEqualTo("/shop");
    assertThat(request.url()).hasToString("https://shop.example:8443/shop/widgets?x=1");
    assertThat(request.urlOf("/cart")).hasToString("https://shop.example:8443/shop/cart");
    assertThat(request.below("/widgets".length()).rootPath()).isEqualTo("/shop/widgets");
  }

  @Test
  void a_proxy_that_only_tells_the_address_leaves_the_host_alone() {
    assertThat(of(TEN, "Host", "x.org", "X-Forwarded-Host", "evil.example").host())
        .isEqualTo("x.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "user@x.org",
        "x.org/path",
        "x.org:99999",
        "x.org:0",
        "[::1",
        "x?y",
        "<x>",
        ".",
        "..",
        "x.org..",
        ".x.org",
        ":80"
      })
  void a_host_that_is_malformed_in_a_proxys_header_is_not_taken(String told) {
    assertThat(of(HOSTS, "Host", "x.org", "X-Forwarded-Host", told).host()).isEqualTo("x.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "//evil.example",
        "/a/../b",
        "/./a",
        "/a//b",
        "/a?b",
        "/a#b",
        "/a\\b",
        "/a%2Fb",
        "/<script>",
        "/a b"
      })
  void a_prefix_that_could_mean_something_else_is_not_taken(String told) {
    assertThat(of(HOSTS, "Host", "x.org", "X-Forwarded-Prefix", told).rootPath()).isEmpty();
  }

  @Test
  void a_prefix_has_a_limit() {
    assertThat(of(HOSTS, "X-Forwarded-Prefix", "/" + "a".repeat(255)).rootPath()).hasSize(256);
    assertThat(of(HOSTS, "X-Forwarded-Prefix", "/" + "a".repeat(256)).rootPath()).isEmpty();
  }

  @Test
  void lists_that_grow_together_are_read_at_the_clients_place() {
    var request =
        of(
            HOSTS,
            "Host",
            "inner",
            "X-Forwarded-For",
            "203.0.113.9, 10.0.0.2",
            "X-Forwarded-Proto",
            "https, http",
            "X-Forwarded-Host",
            "shop.example, inner");

    assertThat(request.url()).hasToString("https://shop.example/");
  }

  @Test
  void in_other_lists_the_nearest_proxy_has_the_last_word() {
    var request =
        of(
            HOSTS,
            "Host",
            "inner",
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-Host",
            "evil.example, shop.example");

    assertThat(request.host()).isEqualTo("shop.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.9;proto=https;host=shop.example | 203.0.113.9 | https://shop.example/",
        "For=\"203.0.113.9:47\"; Proto=HTTPS | 203.0.113.9 | https://inner/",
        "for=\"[2001:db8::7]:_p\";host=\"shop.example:8443\";proto=https | 2001:db8:0:0:0:0:0:7 | https://shop.example:8443/",
        "for=203.0.113.9;host=shop.example;proto=https, for=10.0.0.2;host=inner | 203.0.113.9 | https://shop.example/",
        "for=1.1.1.1;host=evil.example, for=203.0.113.9;host=shop.example | 203.0.113.9 | http://shop.example/",
        "\"for=1.1.1.1, for=203.0.113.9;host=shop.example | 203.0.113.9 | http://shop.example/",
        "for=\"a\\\", for=203.0.113.9;secret=\"x,y;z\" | 203.0.113.9 | http://inner/",
        "for=unknown;host=shop.example | unknown | http://shop.example/",
        "for=_hidden, for=10.0.0.2 | unknown | http://inner/",
        "for=203.0.113.9;for=1.1.1.1 | unknown | http://inner/",
        "for=203.0.113.9;host=a;host=b | unknown | http://inner/",
        "for | unknown | http://inner/",
        "host=shop.example | unknown | http://shop.example/",
        "for=203.0.113.9;host=\"user@evil\" | 203.0.113.9 | http://inner/",
        "for=203.0.113.9, \" | unknown | http://inner/",
      })
  void the_standard_header_is_read_element_by_element(String header, String client, String url) {
    var request = of(STANDARD, "Host", "inner", "Forwarded", header);

    assertThat(client(STANDARD, "Forwarded", header)).isEqualTo(client);
    assertThat(request.url()).hasToString(url);
  }

  @Test
  void the_headers_of_one_kind_of_proxy_are_no_way_around_those_of_the_other() {
    assertThat(client(STANDARD, "X-Forwarded-For", "1.1.1.1", "Forwarded", "for=203.0.113.9"))
        .isEqualTo("203.0.113.9");
    assertThat(client(TEN, "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=1.1.1.1"))
        .isEqualTo("203.0.113.9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TEN.reading(ForwardedHeader.FORWARDED, ForwardedHeader.X_FORWARDED_FOR))
        .withMessageContaining("Forwarded cannot be read together with X-Forwarded-For");
  }

  @Test
  void no_header_of_a_trusted_proxy_makes_an_exception_or_a_url_with_more_in_it() {
    var random = new Random(7);
    var pieces =
        new String[] {
          "for=", "host=", "proto=", "\"", ";", ",", " ", "10.0.0.2", "1.2.3.4", "[", "]", "::1",
              ":",
          "80", "https", "evil.example", "@", "/", "\\", "%", "?", "#", "_x", "unknown", "=", "é"
        };
    for (var i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (var j = random.nextInt(10); j > 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      var said = text.toString().strip();
      var proxies = random.nextBoolean() ? HOSTS : STANDARD;
      var url =
          of(
                  proxies,
                  "Host",
                  "x.org",
                  "Forwarded",
                  said,
                  "X-Forwarded-For",
                  said,
                  "X-Forwarded-Host",
                  said,
                  "X-Forwarded-Port",
                  said,
                  "X-Forwarded-Proto",
                  said,
                  "X-Forwarded-Prefix",
                  "/" + said)
              .url();
      assertThat(url.getRawUserInfo()).isNull();
      assertThat(url.getRawQuery()).isNull();
      assertThat(url.getRawFragment()).isNull();
      assertThat(url.getRawAuthority()).doesNotContain("@", "/", "\\", "%");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "EXAMPLE.org., example.org",
    "example.org:8080, example.org",
    "'[2001:DB8::1]:8080', '[2001:db8::1]'",
    "'[::1]', '[::1]'",
    "127.0.0.1:80, 127.0.0.1",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "a_b.example, a_b.example",
  })
  void hosts_are_told_in_one_form(String header, String host) {
    assertThat(of(TEN, "Host", header).host()).isEqualTo(host);
    assertThat(of(TEN, "Host", header).url().toString()).startsWith("http://" + host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "user@example.org",
        "user:secret@example.org",
        "example.org/path",
        "example.org?x",
        "example.org#x",
        "example.org:port",
        "example.org:99999",
        "[::1",
        "::1",
        "[::1]x",
        "[]",
        "[:::]",
        "[1.2.3.4]",
        ".",
        "a\"b",
        "a<b",
        "a'b"
      })
  void a_malformed_host_is_a_bad_request_and_never_part_of_a_url(String header) {
    var request = of(TEN, "Host", header);

    assertThat(request.hasHost()).isFalse();
    assertThatThrownBy(request::url)
        .isInstanceOfSatisfying(
            HttpException.class, refused -> assertThat(refused.status().code()).isEqualTo(400));
    assertThatThrownBy(() -> request.urlOf("/")).isInstanceOf(HttpException.class);
  }

  @Test
  void two_hosts_are_a_bad_request() {
    assertThatThrownBy(() -> of(TEN, "Host", "a", "Host", "b").host())
        .isInstanceOf(HttpException.class);
  }

  @Test
  void without_a_host_it_is_the_address_that_was_connected_to() {
    assertThat(of(TEN).url()).hasToString("http://192.0.2.1:8080/");
  }

  @ParameterizedTest
  @CsvSource({
    "/a%20b?c=d%2Fe, /a%20b?c=d%2Fe",
    "'/{x}|^`\"<>\\', /%7Bx%7D%7C%5E%60%22%3C%3E%5C",
    "/100%, /100%25",
    "/100%zz?q=%, /100%25zz?q=%25",
    "/a?b=[1], /a?b=%5B1%5D",
    "//evil.example/x, //evil.example/x",
    "/a;b=c@d:e, /a;b=c@d:e",
  })
  void what_a_client_sends_raw_is_encoded_in_urls(String target, String shown) {
    assertThat(request(TEN, "10.0.0.1", target, "Host", "x.org").url())
        .isEqualTo(URI.create("http://x.org" + shown))
        .hasHost("x.org");
  }

  @Test
  void the_target_that_is_no_path_has_the_url_of_the_server() {
    assertThat(request(TEN, "10.0.0.1", "*", "Host", "x.org").url()).hasToString("http://x.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cart", "//evil.example", "", "/a b", "/a#b", "/%", "/ü"})
  void a_link_is_made_of_a_path_only(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> of(TEN, "Host", "x.org").urlOf(path));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.255.255, true",
    "::1, true",
    "128.0.0.1, false",
    "::2, false",
    "10.1.2.3, true",
    "172.16.0.1, true",
    "172.31.255.255, true",
    "172.32.0.0, false",
    "192.168.9.9, true",
    "fd00::1, true",
    "fe80::1, true",
    "2001:db8::1, false",
    "8.8.8.8, false"
  })
  void loopback_and_private_are_what_everybody_means_by_them(String address, boolean trusted) {
    assertThat(TrustedProxies.of("loopback", " Private ").contains(address(address)))
        .isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.8, false",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:10.0.0.7, 10.0.0.7, true"
  })
  void a_network_is_all_addresses_that_begin_like_it(
      String network, String address, boolean trusted) {
    assertThat(TrustedProxies.of(network).contains(address(address))).isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "10.0.0",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/x",
        "::/129",
        "*",
        "10.0.0.0/-1"
      })
  void what_is_no_address_is_refused_at_once(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.of(text))
        .withMessageStartingWith("'" + text + "' is not the address of a proxy: ");
  }
}

package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final Connection CONNECTION =
      new Connection(
          InetSocketAddress.createUnresolved("client", 1),
          InetSocketAddress.createUnresolved("server", 2),
          false,
          "HTTP/1.1");

  private static Request request(String target, String... headers) {
    return Request.of(HttpMethod.GET, target, Headers.of(headers), RequestBody.empty(), CONNECTION);
  }

  @Test
  void path_and_query_are_given_raw() {
    var request = request("/a%20b/%2F?c=%26?d");

    assertThat(request.target()).isEqualTo("/a%20b/%2F?c=%26?d");
    assertThat(request.path()).isEqualTo("/a%20b/%2F");
    assertThat(request.rawQuery()).isEqualTo("c=%26?d");
    assertThat(request.query().first("c")).hasValue("&?d");
    assertThat(request).hasToString("GET /a%20b/%2F?c=%26?d");
  }

  @Test
  void a_target_may_have_no_query_or_an_empty_one() {
    assertThat(request("/a").rawQuery()).isEmpty();
    assertThat(request("/a?").rawQuery()).isEmpty();
    assertThat(request("/a?").path()).isEqualTo("/a");
    assertThat(request("*").path()).isEqualTo("*");
    assertThat(request("?a").path()).isEmpty();
  }

  @Test
  void a_malformed_query_is_a_400_each_time_it_is_asked_for() {
    var request = request("/?a=%zz");

    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(request::query)
          .isInstanceOfSatisfying(
              HttpException.class,
              exception -> assertThat(exception.status()).isEqualTo(Status.BAD_REQUEST));
    }
  }

  @Test
  void the_content_type_is_parsed() {
    assertThat(request("/", "content-type", "Application/JSON").contentType())
        .hasValue(MediaType.JSON);
    assertThat(request("/").contentType()).isEmpty();
  }

  @Test
  void a_malformed_or_repeated_content_type_is_a_400() {
    for (var headers :
        new String[][] {
          {"Content-Type", "nonsense"},
          {"Content-Type", ""},
          {"Content-Type", "a/b, c/d"},
          {"Content-Type", "a/b", "content-type", "a/b"}
        }) {
      assertThatThrownBy(() -> request("/", headers).contentType())
          .isInstanceOfSatisfying(
              HttpException.class,
              exception -> {
                assertThat(exception.status()).isEqualTo(Status.BAD_REQUEST);
                assertThat(exception.problem().detail().orElseThrow()).contains("Content-Type");
              });
    }
  }

  @Test
  void cookies_come_from_the_header() {
    assertThat(request("/", "Cookie", "a=1").cookies().first("a")).hasValue("1");
  }

  @Test
  void path_parameters_belong_to_the_routed_request() {
    var request = request("/");
    var routed = request.withPathParameters(Map.of("sku", "x 1"));

    assertThat(routed.pathParameter("sku")).isEqualTo("x 1");
    assertThat(routed.pathParameters()).containsExactly(Map.entry("sku", "x 1"));
    assertThat(request.pathParameters()).isEmpty();
    assertThatThrownBy(() -> routed.pathParameter("id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The route has no path parameter 'id'; it has sku.");
    assertThatThrownBy(() -> request.pathParameter("id"))
        .hasMessage("The route has no path parameter 'id'; it has none.");
  }

  @Test
  void id_and_attributes_are_shared_with_the_routed_request() {
    var request = request("/");
    var routed = request.withPathParameters(Map.of("a", "b"));
    var user = Key.of("user", String.class);
    routed.setAttribute(user, "bob");

    assertThat(request.attribute(user)).hasValue("bob");
    assertThat(request.attribute(Key.of("user", String.class))).isEmpty();
    assertThat(request.id()).isEqualTo(routed.id());
    assertThat(UUID.fromString(request.id())).isNotNull();
    assertThat(request("/").id()).isNotEqualTo(request.id());
  }

  @Test
  void an_attribute_that_is_not_set_is_made_once() {
    var request = request("/");
    var user = Key.of("user", String.class);

    assertThat(request.attribute(user, () -> "bob")).isEqualTo("bob");
    assertThat(request.attribute(user, () -> "eve")).isEqualTo("bob");
    assertThat(request.attribute(user)).hasValue("bob");
  }

  @Test
  void the_id_is_made_once_however_many_threads_ask() throws InterruptedException {
    for (var round = 0; round < 50; round++) {
      var request = request("/");
      Set<String> ids =
          Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < 8; i++) {
        threads.add(Thread.ofVirtual().start(() -> ids.add(request.id())));
      }
      for (var thread : threads) {
        thread.join();
      }
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void the_scheme_follows_from_the_connection() {
    assertThat(CONNECTION.scheme()).isEqualTo("http");
    assertThat(
            new Connection(CONNECTION.remoteAddress(), CONNECTION.localAddress(), true, "HTTP/1.1")
                .scheme())
        .isEqualTo("https");
  }

  @Test
  void other_content_leaves_the_rest_as_it_is() {
    var key = Key.of("user", String.class);
    var head = request("/a?b=c", "X", "y").withPathParameters(Map.of("id", "7"));
    head.setAttribute(key, "Ann");

    var whole = head.withBody(RequestBody.of(new byte[] {1, 2}));

    assertThat(whole.body().bytes()).containsExactly(1, 2);
    assertThat(head.body().isEmpty()).isTrue();
    assertThat(whole).hasToString("GET /a?b=c");
    assertThat(whole.path()).isEqualTo("/a");
    assertThat(whole.headers().first("X")).hasValue("y");
    assertThat(whole.pathParameter("id")).isEqualTo("7");
    assertThat(whole.connection()).isSameAs(CONNECTION);
    assertThat(whole.attribute(key)).hasValue("Ann");
    assertThat(whole.id()).isEqualTo(head.id());
  }

  @Test
  void the_original_target_is_what_the_client_sent() {
    assertThat(request("/a/b?c=d").below(2).originalTarget()).isEqualTo("/a/b?c=d");
    assertThat(request("/a").below(2).target()).isEqualTo("/");
    assertThat(request("/a").below(2).originalTarget()).isEqualTo("/a");
    assertThat(request("/a/").below(2).originalTarget()).isEqualTo("/a/");
  }
}

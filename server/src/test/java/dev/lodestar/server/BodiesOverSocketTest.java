package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Body;
import dev.lodestar.BodyLimit;
import dev.lodestar.Form;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.engine.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Typed bodies over real connections, byte for byte.
@Timeout(60)
class BodiesOverSocketTest {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  record Item(String name) {}

  @SuppressWarnings("unused")
  final class Handlers {
    @Post("/items")
    @BodyLimit(1000)
    String items(Iterator<Item> items) {
      var names = new ArrayList<String>();
      while (items.hasNext()) {
        var name = items.next().name();
        names.add(name);
        seen.add(name);
      }
      return names.toString();
    }

    @Post("/item")
    String item(@Body Item item) {
      return item.name();
    }

    @Post("/form")
    String form(@Form String name, @Form List<Integer> n) {
      return name + n;
    }
  }

  private Server start() throws IOException {
    return new NettyEngine()
        .start(Lodestar.app().routes(new Handlers()).build(), TestServer.options());
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  private static String post(String path, @Nullable String type, String content) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\n"
        + (type == null ? "" : "Content-Type: " + type + "\r\n")
        + "Content-Length: "
        + content.length()
        + "\r\n\r\n"
        + content;
  }

  private static String chunked(String path, String type) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: "
        + type
        + "\r\n\r\n";
  }

  @Test
  void items_are_seen_before_the_next_ones_are_sent() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(chunked("/items", "application/x-ndjson"));
      client.send(chunk("{\"name\":\"a\"}\n{\"na"));
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("a");

      client.send(chunk("me\":\"b\"}\n"));
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("b");

      client.send("0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("[a, b]");
    }
  }

  @Test
  void an_invalid_item_ends_the_request_while_the_client_is_still_sending() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(chunked("/items", "application/x-ndjson"));
      client.send(chunk("{\"name\":\"a\"}\n{\"name\":7}\n"));

      var response = client.read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("/1/name").contains("\"line\":2");
    }
  }

  @Test
  void items_beyond_the_limit_of_the_body_are_a_413() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(chunked("/items", "application/x-ndjson"));
      client.send(chunk(("{\"name\":\"" + "a".repeat(90) + "\"}\n").repeat(10)));

      assertThat(client.read().status()).isEqualTo(413);
    }
  }

  @Test
  void content_without_a_content_type_is_a_415() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(post("/item", null, "{\"name\":\"a\"}"));

      var response = client.read();
      assertThat(response.status()).isEqualTo(415);
      assertThat(response.header("Accept")).isEqualTo("application/json, application/vnd.msgpack");
    }
  }

  @Test
  void a_connection_is_used_again_after_bodies_that_are_not_accepted() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(post("/item", "application/json", "{\"name\":"));
      assertThat(client.read().status()).isEqualTo(400);
      client.send(post("/item", "text/plain", "a"));
      assertThat(client.read().status()).isEqualTo(415);
      client.send(post("/item", "application/json", "{\"name\":\"a\"}"));
      assertThat(client.read().body()).isEqualTo("a");
    }
  }

  @Test
  void a_form_is_read_while_it_arrives() throws Exception {
    try (var server = start();
        var client = RawClient.connect(server)) {
      client.send(chunked("/form", "application/x-www-form-urlencoded"));
      client.send(chunk("name=An"));
      client.send(chunk("n&n=1&n=%3"));
      client.send(chunk("2"));
      client.send("0\r\n\r\n");

      assertThat(client.read().body()).isEqualTo("Ann[1, 2]");
    }
  }
}

package chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatTest {
  private final TestClient client = TestClient.of(Chat.app());

  @AfterEach
  void close() {
    client.close();
  }

  private TestWebSocket enter(String room, String name) {
    return client.webSocket("/rooms/" + room).query("name", name).open();
  }

  @Test
  void everybody_in_a_room_sees_what_is_said_there() {
    try (var ann = enter("tea", "Ann")) {
      assertThat(ann.receiveJson(Line.class)).isEqualTo(new Line("", "Ann has come"));
      try (var bob = enter("tea", "Bob")) {
        assertThat(bob.receiveJson(Line.class)).isEqualTo(new Line("", "Bob has come"));
        assertThat(ann.receiveJson(Line.class)).isEqualTo(new Line("", "Bob has come"));

        bob.sendJson(new Said("hi"));

        assertThat(bob.receiveJson(Line.class)).isEqualTo(new Line("Bob", "hi"));
        assertThat(ann.receiveJson(Line.class)).isEqualTo(new Line("Bob", "hi"));
      }
      assertThat(ann.receiveJson(Line.class)).isEqualTo(new Line("", "Bob has left"));
    }
  }

  @Test
  void rooms_are_apart() {
    try (var ann = enter("tea", "Ann");
        var bob = enter("cake", "Bob")) {
      ann.receiveJson(Line.class);
      bob.receiveJson(Line.class);

      ann.sendJson(new Said("tea?"));
      bob.sendJson(new Said("cake?"));

      assertThat(ann.receiveJson(Line.class).text()).isEqualTo("tea?");
      assertThat(bob.receiveJson(Line.class).text()).isEqualTo("cake?");
    }
  }

  @Test
  void a_name_that_is_taken_is_denied() {
    try (var ann = enter("tea", "Ann")) {
      client.webSocket("/rooms/tea").query("name", "Ann").denied().expectStatus(409);
      assertThat(ann.isOpen()).isTrue();
    }
    enter("tea", "Ann").close();
  }

  @Test
  void what_is_too_long_is_told_and_the_socket_stays_open() {
    try (var ann = enter("tea", "Ann")) {
      ann.receiveJson(Line.class);

      ann.sendJson(new Said("x".repeat(501)));

      assertThat(ann.receiveJson(Line.class).text()).startsWith("/text: ");
      ann.sendJson(new Said("short"));
      assertThat(ann.receiveJson(Line.class).text()).isEqualTo("short");
    }
  }

  @Test
  void the_page_is_served() {
    assertThat(client.get("/").expectStatus(200).text()).contains("<title>Chat</title>");
    client.get("/rooms/tea").expectStatus(426);
  }
}

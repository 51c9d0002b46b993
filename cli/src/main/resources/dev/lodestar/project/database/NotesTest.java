package %{package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.test.TestClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every test has a database of its own, in memory.
class NotesTest {
  private final TestClient client =
      TestClient.of(
          Main.app(
              Configuration.of(
                  Map.of(
                      "database.url",
                      "jdbc:h2:mem:" + UUID.randomUUID(),
                      "database.connections",
                      "2"))));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_note_that_is_written_can_be_read() {
    var note = client.post("/notes", Map.of("text", "Buy milk")).expectStatus(201).json(Note.class);

    assertEquals(note, client.get("/notes/" + note.id()).expectStatus(200).json(Note.class));
    assertEquals(1, client.get("/notes").json(Note[].class).length);
  }

  @Test
  void a_note_can_be_done() {
    var note = client.post("/notes", Map.of("text", "Buy milk")).json(Note.class);

    client.patch("/notes/" + note.id(), Map.of("done", true)).expectStatus(200);

    assertEquals(
        new Note(note.id(), "Buy milk", true),
        client.get("/notes/" + note.id()).json(Note.class));
  }

  @Test
  void a_note_without_text_is_refused() {
    client.post("/notes", Map.of("text", "")).expectStatus(400);
  }

  @Test
  void what_is_deleted_is_not_found() {
    var note = client.post("/notes", Map.of("text", "Buy milk")).json(Note.class);

    client.delete("/notes/" + note.id()).expectStatus(204);

    client.get("/notes/" + note.id()).expectStatus(404);
    client.delete("/notes/" + note.id()).expectStatus(404);
  }
}

package %{package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.test.TestClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nothing of the page is needed: this is what `lodestar dev` says, too.
class NotesTest {
  private final TestClient client = TestClient.of(Main.app(Map.of("LODESTAR_VITE", "dev")));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_note_that_is_written_can_be_read() {
    var note = client.post("/api/notes", Map.of("text", "Buy milk")).expectStatus(201).json(Note.class);

    assertEquals(note, client.get("/api/notes/" + note.id()).expectStatus(200).json(Note.class));
  }

  @Test
  void a_note_can_be_done() {
    var note = client.post("/api/notes", Map.of("text", "Buy milk")).json(Note.class);

    var done = client.patch("/api/notes/" + note.id(), Map.of("done", true)).json(Note.class);

    assertEquals(new Note(note.id(), "Buy milk", true), done);
  }

  @Test
  void a_note_without_text_is_refused() {
    client.post("/api/notes", Map.of("text", "")).expectStatus(400);
  }

  @Test
  void what_is_not_there_is_not_found() {
    client.get("/api/notes/1").expectStatus(404);
    client.delete("/api/notes/1").expectStatus(404);
  }
}

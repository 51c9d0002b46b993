package %{package};

import dev.lodestar.Accepts;
import dev.lodestar.Answers;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Patch;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.HttpException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The notes of the database.
@Path("/notes")
public final class Notes {
  @Get
  List<Note> list(NoteTable notes) throws SQLException {
    return notes.list();
  }

  @Get("/{id}")
  Optional<Note> get(long id, NoteTable notes) throws SQLException {
    return notes.find(id);
  }

  @Post
  Note create(@Accepts(WriteNote.class) Draft<Note> draft, NoteTable notes) throws SQLException {
    var note = draft.with(Note::id, 0L).with(Note::done, false).create();
    return notes.insert(note.text());
  }

  @Patch("/{id}")
  Optional<Note> change(
      long id, @Accepts(ChangeNote.class) MergePatch<Note> patch, NoteTable notes)
      throws SQLException {
    return notes.update(id, patch::applyTo);
  }

  @Delete("/{id}")
  @Answers(status = 404, description = "There is no such note.")
  void delete(long id, NoteTable notes) throws SQLException {
    if (!notes.delete(id)) {
      throw HttpException.notFound("There is no note " + id + ".");
    }
  }
}

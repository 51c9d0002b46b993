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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The notes, which live as long as the process.
@Path("%{base}/notes")
public final class Notes {
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, Note> notes = new ConcurrentSkipListMap<>();

  @Get
  List<Note> list() {
    return List.copyOf(notes.values());
  }

  @Get("/{id}")
  Optional<Note> get(long id) {
    return Optional.ofNullable(notes.get(id));
  }

  @Post
  Note create(@Accepts(WriteNote.class) Draft<Note> draft) {
    var note = draft.with(Note::id, lastId.incrementAndGet()).with(Note::done, false).create();
    notes.put(note.id(), note);
    return note;
  }

  @Patch("/{id}")
  Optional<Note> change(long id, @Accepts(ChangeNote.class) MergePatch<Note> patch) {
    return Optional.ofNullable(notes.computeIfPresent(id, (_, note) -> patch.applyTo(note)));
  }

  @Delete("/{id}")
  @Answers(status = 404, description = "There is no such note.")
  void delete(long id) {
    if (notes.remove(id) == null) {
      throw HttpException.notFound("There is no note " + id + ".");
    }
  }
}

package %{package};

import dev.lodestar.dto.Dto;

/// What clients send of a new note.
final class WriteNote extends Dto<Note> {
  {
    exclude(Note::id, Note::done);
    forbidUnknown();
  }
}

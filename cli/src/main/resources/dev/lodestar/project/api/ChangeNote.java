package %{package};

import dev.lodestar.dto.Dto;

/// What clients may change of a note.
final class ChangeNote extends Dto<Note> {
  {
    exclude(Note::id);
    forbidUnknown();
  }
}

package %{package};

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// Something to remember.
///
/// @param id chosen by the server
/// @param text what it is
/// @param done whether it can be forgotten
public record Note(long id, @NotBlank @Size(max = 200) String text, boolean done) {}

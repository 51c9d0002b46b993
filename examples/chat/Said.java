package chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// What a member says.
///
/// @param text the text
record Said(@NotBlank @Size(max = 500) String text) {}

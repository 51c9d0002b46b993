package widgets;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

/// Who makes a widget.
record Maker(@NotBlank String name, @Email String email) {}

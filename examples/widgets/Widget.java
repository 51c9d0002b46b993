package widgets;

import dev.lodestar.model.Default;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What the shop sells.
///
/// @param published whether it is shown to everybody
record Widget(
    @Pattern(regexp = "[a-z]+-[0-9]+") @Size(max = 20) String sku,
    @NotBlank @Size(max = 100) String name,
    @Min(0) int stock,
    @Default("false") boolean published) {}

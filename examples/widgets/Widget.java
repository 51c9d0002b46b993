package widgets;

import dev.lodestar.model.Default;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What the shop sells. Amounts of money are in cents.
///
/// @param id the key of the repository, which is nobody else's business
/// @param sku what it is called in the catalogue
/// @param cost what the shop has paid for it
/// @param note what the staff has to say about it
/// @param published whether it is shown to everybody
record Widget(
    long id,
    @Pattern(regexp = "[a-z]+-[0-9]+") @Size(max = 20) String sku,
    @NotBlank @Size(max = 100) String name,
    Maker maker,
    @Min(0) int price,
    @Min(0) int cost,
    @Min(0) int stock,
    @Size(max = 1000) @Nullable String note,
    @Default("false") boolean published) {

  Widget withStock(int stock) {
    return new Widget(id, sku, name, maker, price, cost, stock, note, published);
  }
}

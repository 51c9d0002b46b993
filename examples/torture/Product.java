package torture;

import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that is sold.
///
/// @param id the key of the database, which the server gives
/// @param sku the article number
/// @param price in the currency of the shop
/// @param supplierCode what the supplier calls it; sent by the staff and never shown
record Product(
    @ReadOnly long id,
    Sku sku,
    @NotBlank @Size(max = 80) String name,
    Category category,
    @DecimalMin("0.01") BigDecimal price,
    @Default("0") @PositiveOrZero int stock,
    Optional<String> description,
    @Nullable Instant discontinued,
    @Default({}) List<@NotBlank String> tags,
    @Doc("Sizes by their names, in millimetres.") Map<String, Double> sizes,
    @Default("false") boolean featured,
    @WriteOnly Optional<String> supplierCode,
    @ReadOnly int version) {}

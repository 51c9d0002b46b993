package dev.lodestar.benchmarks.dto.byhand;

import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.benchmarks.dto.Maker;
import dev.lodestar.benchmarks.dto.Part;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the staff sends for a new article.
///
/// @param article what it is called in the catalogue
/// @param name what it is called
/// @param description what there is to say about it
/// @param price what it costs
/// @param cost what it cost the shop
/// @param stock how many there are
/// @param published whether everybody may see it
/// @param internalNote what the staff has to say about it
/// @param maker who makes it
/// @param parts what it is made of
public record NewArticle(
    @Pattern(regexp = "[a-z]+-[0-9]+") String article,
    @NotBlank @Size(max = 100) String name,
    @Size(max = 1000) @Nullable String description,
    @PositiveOrZero double price,
    @PositiveOrZero double cost,
    @PositiveOrZero int stock,
    boolean published,
    @Size(max = 1000) String internalNote,
    @Valid Maker maker,
    @NotEmpty List<@Valid Part> parts) {

  /// Makes the article.
  ///
  /// @param id the key of the database
  /// @param listed since when it is in the catalogue
  /// @return the article
  public Article with(long id, LocalDate listed) {
    return new Article(
        id,
        article,
        name,
        description,
        price,
        cost,
        stock,
        published,
        listed,
        internalNote,
        maker,
        parts);
  }
}

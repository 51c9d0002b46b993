package dev.lodestar.benchmarks.dto.byhand;

import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.benchmarks.dto.Part;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/// What the staff may change; what is absent or null stays as it is, so the description cannot be
/// removed.
///
/// @param name what it is called
/// @param description what there is to say about it
/// @param price what it costs
/// @param cost what it cost the shop
/// @param stock how many there are
/// @param published whether everybody may see it
/// @param internalNote what the staff has to say about it
/// @param maker who makes it
/// @param parts what it is made of
public record ArticleChange(
    Optional<@NotBlank @Size(max = 100) String> name,
    Optional<@Size(max = 1000) String> description,
    Optional<@PositiveOrZero Double> price,
    Optional<@PositiveOrZero Double> cost,
    Optional<@PositiveOrZero Integer> stock,
    Optional<Boolean> published,
    Optional<@Size(max = 1000) String> internalNote,
    Optional<@Valid MakerChange> maker,
    Optional<@NotEmpty List<@Valid Part>> parts) {

  /// Changes an article.
  ///
  /// @param article the article
  /// @return the changed one
  public Article of(Article article) {
    return new Article(
        article.id(),
        article.sku(),
        name.orElse(article.name()),
        description.or(() -> Optional.ofNullable(article.description())).orElse(null),
        price.orElse(article.price()),
        cost.orElse(article.cost()),
        stock.orElse(article.stock()),
        published.orElse(article.published()),
        article.listed(),
        internalNote.orElse(article.internalNote()),
        maker.map(change -> change.of(article.maker())).orElse(article.maker()),
        parts.orElse(article.parts()));
  }
}

package dev.lodestar.benchmarks.dto.views;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
import dev.lodestar.benchmarks.dto.Article;
import dev.lodestar.benchmarks.dto.Maker;
import dev.lodestar.benchmarks.dto.views.Views.Read;
import dev.lodestar.benchmarks.dto.views.Views.Write;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The article again, with Jackson's views.
///
/// @param id the key of the database, which nobody outside shall see
/// @param sku what it is called in the catalogue
/// @param name what it is called
/// @param description what there is to say about it
/// @param price what it costs
/// @param cost what it cost the shop
/// @param stock how many there are
/// @param published whether everybody may see it
/// @param listed since when it is in the catalogue
/// @param internalNote what the staff has to say about it
/// @param maker who makes it
/// @param parts what it is made of
public record ViewedArticle(
    @JsonView(Views.Nobody.class) long id,
    @JsonView({Read.class, Write.class}) @JsonProperty("article") String sku,
    @JsonView({Read.class, Write.class}) String name,
    @JsonView({Read.class, Write.class}) @Nullable String description,
    @JsonView({Read.class, Write.class}) double price,
    @JsonView(Write.class) double cost,
    @JsonView({Read.class, Write.class}) int stock,
    @JsonView({Read.class, Write.class}) boolean published,
    @JsonView(Read.class) @JsonProperty("listedOn") LocalDate listed,
    @JsonView(Write.class) String internalNote,
    @JsonView({Read.class, Write.class}) Maker maker,
    @JsonView({Read.class, Write.class}) List<ViewedPart> parts) {

  /// The same article.
  ///
  /// @param article the article
  /// @return it, with views
  public static ViewedArticle of(Article article) {
    return new ViewedArticle(
        article.id(),
        article.sku(),
        article.name(),
        article.description(),
        article.price(),
        article.cost(),
        article.stock(),
        article.published(),
        article.listed(),
        article.internalNote(),
        article.maker(),
        article.parts().stream().map(ViewedPart::of).toList());
  }
}

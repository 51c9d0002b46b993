package dev.lodestar.benchmarks.dto;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
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
record ViewedArticle(
    @JsonView(Staff.class) long id,
    @JsonView(Everybody.class) @JsonProperty("article") String sku,
    @JsonView(Everybody.class) String name,
    @JsonView(Everybody.class) @Nullable String description,
    @JsonView(Everybody.class) double price,
    @JsonView(Staff.class) double cost,
    @JsonView(Everybody.class) int stock,
    @JsonView(Everybody.class) boolean published,
    @JsonView(Everybody.class) @JsonProperty("listedOn") LocalDate listed,
    @JsonView(Staff.class) String internalNote,
    @JsonView(Everybody.class) ViewedMaker maker,
    @JsonView(Everybody.class) List<ViewedPart> parts) {

  /// What everybody sees.
  interface Everybody {}

  /// What the staff sees.
  interface Staff extends Everybody {}

  /// Who makes an article.
  ///
  /// @param id the key of the database
  /// @param name what they are called
  /// @param country where they are, two letters
  @JsonView(Everybody.class)
  record ViewedMaker(long id, String name, String country) {}

  /// A part of an article.
  ///
  /// @param sku what it is called in the catalogue
  /// @param name what it is called
  /// @param price what it costs
  /// @param cost what it cost the shop
  /// @param amount how many of it are in the article
  record ViewedPart(
      @JsonView(Everybody.class) String sku,
      @JsonView(Everybody.class) String name,
      @JsonView(Everybody.class) double price,
      @JsonView(Staff.class) double cost,
      @JsonView(Everybody.class) int amount) {}

  static ViewedArticle of(Article article) {
    var maker = article.maker();
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
        new ViewedMaker(maker.id(), maker.name(), maker.country()),
        article.parts().stream()
            .map(part ->
                new ViewedPart(part.sku(), part.name(), part.price(), part.cost(), part.amount()))
            .toList());
  }
}

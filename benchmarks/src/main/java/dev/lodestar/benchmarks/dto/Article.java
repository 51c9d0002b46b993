package dev.lodestar.benchmarks.dto;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The model that all shapes are shapes of.
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
public record Article(
    long id,
    @Pattern(regexp = "[a-z]+-[0-9]+") String sku,
    @NotBlank @Size(max = 100) String name,
    @Size(max = 1000) @Nullable String description,
    @PositiveOrZero double price,
    @PositiveOrZero double cost,
    @PositiveOrZero int stock,
    boolean published,
    LocalDate listed,
    @Size(max = 1000) String internalNote,
    @Valid Maker maker,
    @NotEmpty List<@Valid Part> parts) {

  /// Answers an article of some parts.
  ///
  /// @param parts how many
  /// @return the article
  static Article sample(int parts) {
    return new Article(
        4711,
        "compass-3",
        "A small pocket compass",
        "Works everywhere except at the poles.",
        24.9,
        11.35,
        120,
        true,
        LocalDate.of(2026, 3, 14),
        "The supplier raises prices in May.",
        new Maker(17, "North & Sons", "NO"),
        IntStream.range(0, parts).mapToObj(Part::sample).toList());
  }
}

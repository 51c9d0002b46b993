package dev.lodestar.benchmarks.dto.byhand;

import dev.lodestar.benchmarks.dto.Maker;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/// What the staff may change of a maker.
///
/// @param id the key of the database
/// @param name what they are called
/// @param country where they are, two letters
public record MakerChange(
    Optional<Long> id,
    Optional<@NotBlank @Size(max = 100) String> name,
    Optional<@Size(min = 2, max = 2) String> country) {

  /// Changes a maker.
  ///
  /// @param maker the maker
  /// @return the changed one
  public Maker of(Maker maker) {
    return new Maker(
        id.orElse(maker.id()), name.orElse(maker.name()), country.orElse(maker.country()));
  }
}

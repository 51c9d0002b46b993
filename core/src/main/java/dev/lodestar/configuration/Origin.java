package dev.lodestar.configuration;

import java.util.Locale;

/// Where a value of a configuration comes from.
///
/// @param source what kind of place it is
/// @param place the place, for people: `lodestar.toml:3:8`, `APP_SHOP_TITLE`, `--set shop.title`
public record Origin(Source source, String place) {

  /// The kinds of places, from the lowest to the highest: what a later one says counts before what
  /// an earlier one says.
  public enum Source {
    /// The record itself: [dev.lodestar.model.Default], or what is made of nothing.
    DEFAULT,
    /// A file, that of the configuration or of a profile.
    FILE,
    /// The file `.env`.
    DOTENV,
    /// An environment variable, or the file that it names.
    ENVIRONMENT,
    /// A system property.
    PROPERTY,
    /// An argument of the command line.
    ARGUMENT,
    /// What a program or a test gave.
    GIVEN;

    /// The name in lower case, as the command `config` prints it.
    ///
    /// @return the name
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Origin DEFAULT = new Origin(Source.DEFAULT, "default");

  /// Returns the place.
  @Override
  public String toString() {
    return place;
  }
}

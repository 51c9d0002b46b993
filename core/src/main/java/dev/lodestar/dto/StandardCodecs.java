package dev.lodestar.dto;

import dev.lodestar.codec.Codec;
import dev.lodestar.json.Json;
import dev.lodestar.model.Projection;

/// The codecs of patches and drafts that no application reads: those of unit tests and of programs.
/// They have the default settings.
final class StandardCodecs {
  private static final ClassValue<StandardCodecs> OF_TYPE =
      new ClassValue<>() {
        @Override
        protected StandardCodecs computeValue(Class<?> type) {
          return new StandardCodecs(type);
        }
      };

  private final Codec<?> patches;
  private final Codec<?> drafts;

  private StandardCodecs(Class<?> type) {
    var json = Json.standard();
    this.patches = json.codec(type, Projection.all().partial());
    this.drafts = json.codec(type);
  }

  /// Reads patches of a type.
  ///
  /// @throws dev.lodestar.model.ModelException if the type is not supported
  @SuppressWarnings("unchecked") // made for this class
  static <T> Codec<T> patches(Class<T> type) {
    return (Codec<T>) OF_TYPE.get(type).patches;
  }

  /// Reads drafts of a type.
  ///
  /// @throws dev.lodestar.model.ModelException if the type is not supported
  @SuppressWarnings("unchecked") // made for this class
  static <T> Codec<T> drafts(Class<T> type) {
    return (Codec<T>) OF_TYPE.get(type).drafts;
  }
}

package dev.lodestar.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Several representations of one resource, each made only if the client gets it: the return value
/// of handlers that answer browsers with a page and programs with data.
///
/// ```java
/// return Representations.of(MediaType.JSON, () -> widget)
///     .or(MediaType.HTML, () -> pages.render(widget));
/// ```
///
/// The header `Accept` of the request decides; among those that it wants alike, the first one wins.
/// If it wants none, the answer is 406. Immutable; as thread-safe as what makes the
/// representations.
public final class Representations {
  private record Representation(MediaType mediaType, Callable<?> entity) {}

  private final List<Representation> all;
  private final List<MediaType> mediaTypes;

  private Representations(List<Representation> all) {
    this.all = List.copyOf(all);
    this.mediaTypes = all.stream().map(Representation::mediaType).toList();
  }

  /// Returns one representation, the one that is preferred.
  ///
  /// @param mediaType what it is, no range
  /// @param entity makes what is sent, at most once for each request, in its thread: anything that
  ///   a handler may return
  /// @return the representations
  /// @throws IllegalArgumentException if the media type is a range
  public static Representations of(MediaType mediaType, Callable<?> entity) {
    return new Representations(List.of()).or(mediaType, entity);
  }

  /// Returns these representations and one more.
  ///
  /// @param mediaType what it is, no range
  /// @param entity makes what is sent, as for [#of(MediaType, Callable)]
  /// @return the representations
  /// @throws IllegalArgumentException if the media type is a range, or is there already
  public Representations or(MediaType mediaType, Callable<?> entity) {
    if (mediaType.subtype().equals("*")) {
      throw new IllegalArgumentException(
          "'" + mediaType + "' is a range; a representation has one media type.");
    }
    if (mediaTypes.contains(mediaType)) {
      throw new IllegalArgumentException("There are two representations of " + mediaType + ".");
    }
    var more = new ArrayList<>(all);
    more.add(new Representation(mediaType, entity));
    return new Representations(more);
  }

  /// Returns what there is to choose from.
  ///
  /// @return the media types, the preferred one first
  public List<MediaType> mediaTypes() {
    return mediaTypes;
  }

  /// Makes a representation. Called by the framework.
  ///
  /// @param mediaType one of [#mediaTypes()]
  /// @return what is sent
  /// @throws Exception whatever its maker throws
  public @Nullable Object entity(MediaType mediaType) throws Exception {
    for (var representation : all) {
      if (representation.mediaType.equals(mediaType)) {
        return representation.entity.call();
      }
    }
    throw new IllegalArgumentException("There is no representation of " + mediaType + ".");
  }

  /// Returns the media types.
  @Override
  public String toString() {
    return "Representations" + mediaTypes;
  }
}

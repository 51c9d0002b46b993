package dev.lodestar.http;

import java.util.List;
import java.util.Optional;

/// What media types a client wants: the header `Accept` (RFC 9110, section 12.5.1). Immutable and
/// thread-safe.
///
/// For a media type, the most specific range that it lies in counts: one with parameters before one
/// without, then `type/*`, then `*/*`. The weight of that range, `q`, says how much the type is
/// wanted; 0 says not at all.
///
/// ```java
/// var accept = Accept.parse("text/html, application/json;q=0.8, */*;q=0.1");
/// accept.quality(MediaType.JSON);                              // 0.8
/// accept.preferred(List.of(MediaType.JSON, MediaType.HTML));   // Optional[text/html;charset=utf-8]
/// ```
///
/// Parsing is lenient, since a client that says badly what it wants still wants an answer: what is
/// no media range is left out, and where nothing is left everything is accepted, as without the
/// header. `*` counts as `*/*`, and a weight may lack its leading zero. The parameter `charset` of
/// a range is ignored: texts are sent as UTF-8.
public final class Accept {
  /// The most ranges that are read; those after them are ignored.
  public static final int MAX_RANGES = 64;

  private static final Accept ANY = new Accept("*/*", List.of());
  private static final Accept JSON = parsed("application/json");

  private final String text;

  /// Empty if everything is accepted alike.
  private final List<MediaRange> ranges;

  private Accept(String text, List<MediaRange> ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /// Returns what a client accepts that does not say it: everything alike.
  ///
  /// @return the same as of the header `*/*`
  public static Accept any() {
    return ANY;
  }

  /// Parses the value of a header `Accept`.
  ///
  /// @param text for instance `text/html, */*;q=0.8`; never refused, however malformed
  /// @return what it says
  public static Accept parse(String text) {
    return switch (text) {
      case "", "*/*" -> ANY;
      case "application/json" -> JSON;
      default -> parsed(text);
    };
  }

  private static Accept parsed(String text) {
    var ranges = new MediaRangeParser(text).parse(MAX_RANGES);
    return ranges.isEmpty() ? ANY : new Accept(text, ranges);
  }

  /// Parses the fields `Accept` of a request.
  ///
  /// @param headers the headers of the request; several fields of the name count as one list
  /// @return what they say
  public static Accept of(Headers headers) {
    var values = headers.all("Accept");
    return switch (values.size()) {
      case 0 -> ANY;
      case 1 -> parse(values.getFirst());
      default -> parse(String.join(",", values));
    };
  }

  /// Tells whether everything is accepted alike, so that there is nothing to choose.
  ///
  /// @return `true` if there was no header, `*/*` alone, or nothing well-formed
  public boolean isAny() {
    return ranges.isEmpty();
  }

  /// Tells whether the client takes content of a media type at all.
  ///
  /// @param type the media type, not a range
  /// @return `true` if its quality is above 0
  public boolean accepts(MediaType type) {
    return quality(type) > 0;
  }

  /// Returns how much the client wants content of a media type.
  ///
  /// @param type the media type, not a range
  /// @return 0 for not at all, to 1; in steps of 0.001
  public double quality(MediaType type) {
    if (ranges.isEmpty()) {
      return 1;
    }
    var range = rangeOf(type);
    return range.isEmpty() ? 0 : range.get().quality() / 1000.0;
  }

  /// Chooses the media type that the client wants most. Among types that it wants alike, one that
  /// is named more specifically wins, so that `text/html, */*` is a wish for HTML; then the one
  /// that stands first in the list.
  ///
  /// @param offers what there is to choose from, the server's favourite first; no ranges
  /// @return one of the offers; nothing if the client accepts none of them
  public Optional<MediaType> preferred(List<MediaType> offers) {
    if (ranges.isEmpty()) {
      return offers.isEmpty() ? Optional.empty() : Optional.of(offers.getFirst());
    }
    var best = Optional.<MediaType>empty();
    var bestRank = 0;
    for (var offer : offers) {
      var range = rangeOf(offer);
      var rank = range.isEmpty() ? 0 : range.get().rank();
      if (rank > bestRank) {
        best = Optional.of(offer);
        bestRank = rank;
      }
    }
    return best;
  }

  /// The most specific range that the type lies in; of equally specific ones the first.
  private Optional<MediaRange> rangeOf(MediaType type) {
    MediaRange found = null;
    for (var range : ranges) {
      if ((found == null || range.specificity() > found.specificity()) && range.contains(type)) {
        found = range;
      }
    }
    return Optional.ofNullable(found);
  }

  /// Two are equal when their texts are.
  @Override
  public boolean equals(Object other) {
    return other instanceof Accept accept && text.equals(accept.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Returns the header's value as it was given; `*/*` if everything is accepted alike.
  @Override
  public String toString() {
    return text;
  }
}

package dev.lodestar.http;

import java.util.List;
import java.util.Optional;

/// What content codings a client takes: the header `Accept-Encoding` (RFC 9110, section 12.5.3).
/// Immutable and thread-safe.
///
/// A coding that is not named has the weight of `*`, if that is there, and otherwise is not taken.
/// `x-gzip` counts as `gzip` (RFC 9110, section 8.4.1.3). Reading is lenient, since content can
/// always be sent as it is: what is malformed is left out.
///
/// ```java
/// var accepted = AcceptEncoding.of(request.headers());
/// accepted.preferred(List.of("br", "gzip"));   // for "gzip, br;q=0.5": Optional[gzip]
/// ```
public final class AcceptEncoding {
  /// The most elements that are read; those after them are ignored.
  public static final int MAX_ELEMENTS = 64;

  private static final int UNSAID = -1;

  private final List<String> elements;

  private AcceptEncoding(List<String> elements) {
    this.elements = elements;
  }

  /// Reads the fields `Accept-Encoding` of a request.
  ///
  /// @param headers the headers of the request; several fields of the name count as one list
  /// @return what they say; without them, no coding is taken
  public static AcceptEncoding of(Headers headers) {
    var elements = headers.elements("Accept-Encoding");
    return new AcceptEncoding(elements.subList(0, Math.min(elements.size(), MAX_ELEMENTS)));
  }

  /// Chooses the coding that the client wants most; of those that it wants alike, the one that
  /// stands first in the list.
  ///
  /// @param codings the names of what there is, in lower case, the server's favourite first
  /// @return one of them; nothing if the client wants the content as it is, does not say what it
  ///   wants, or takes none of them, not even the content as it is
  public Optional<String> preferred(List<String> codings) {
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    var others = Math.max(weightOf("*"), 0);
    var best = Optional.<String>empty();
    var most = 0;
    for (var coding : codings) {
      var named = weightOf(coding);
      var weight = named == UNSAID ? others : named;
      if (weight > most) {
        best = Optional.of(coding);
        most = weight;
      }
    }
    return weightOf("identity") > most ? Optional.empty() : best;
  }

  /// In thousandths.
  private int weightOf(String coding) {
    var weight = namedWeight(coding);
    return coding.equals("gzip") ? Math.max(weight, namedWeight("x-gzip")) : weight;
  }

  private int namedWeight(String name) {
    for (var element : elements) {
      var semicolon = element.indexOf(';');
      var coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
      if (coding.equalsIgnoreCase(name)) {
        return semicolon < 0
            ? Weights.MOST
            : Weights.ofParameter(element.substring(semicolon + 1).strip());
      }
    }
    return UNSAID;
  }
}

package dev.lodestar.coding;

import dev.lodestar.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What codings a client takes: the header `Accept-Encoding` (RFC 9110, section 12.5.3). Reading is
/// lenient: what is malformed is left out.
final class AcceptEncoding {
  /// The most elements that are read; those after them are ignored.
  static final int MAX_ELEMENTS = 64;

  private static final int UNSAID = -1;

  private final List<String> elements;

  private AcceptEncoding(List<String> elements) {
    this.elements = elements;
  }

  /// Chooses the coding that a client wants most, of those that it wants alike the first.
  ///
  /// @param codings what there is, the favourite first
  /// @return one of them; nothing if the client wants the content as it is, does not say what it
  ///   wants, or takes none of them, not even the content as it is
  static Optional<ContentCoding> choose(Headers headers, List<ContentCoding> codings) {
    var elements = headers.elements("Accept-Encoding");
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    return new AcceptEncoding(elements.subList(0, Math.min(elements.size(), MAX_ELEMENTS)))
        .best(codings);
  }

  private Optional<ContentCoding> best(List<ContentCoding> codings) {
    var others = Math.max(weightOf("*"), 0);
    ContentCoding best = null;
    var most = 0;
    for (var coding : codings) {
      var named = weightOf(coding);
      var weight = named == UNSAID ? others : named;
      if (weight > most) {
        best = coding;
        most = weight;
      }
    }
    return weightOf("identity") > most ? Optional.empty() : Optional.ofNullable(best);
  }

  private int weightOf(ContentCoding coding) {
    var weight = weightOf(coding.name());
    for (var alias : coding.aliases()) {
      weight = Math.max(weight, weightOf(alias));
    }
    return weight;
  }

  /// In thousandths.
  private int weightOf(String name) {
    for (var element : elements) {
      var semicolon = element.indexOf(';');
      var coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
      if (coding.equalsIgnoreCase(name)) {
        return semicolon < 0 ? 1000 : weight(element.substring(semicolon + 1));
      }
    }
    return UNSAID;
  }

  private static int weight(String parameter) {
    var text = parameter.strip().toLowerCase(Locale.ROOT);
    if (!text.startsWith("q=") || text.length() > 7 || text.length() < 3) {
      return UNSAID;
    }
    var first = text.charAt(2);
    var value = first == '1' ? 1000 : 0;
    if ((first != '0' && first != '1') || (text.length() > 3 && text.charAt(3) != '.')) {
      return UNSAID;
    }
    var unit = 100;
    for (var i = 4; i < text.length(); i++, unit /= 10) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return UNSAID;
      }
      value += unit * digit;
    }
    return value > 1000 ? UNSAID : value;
  }
}

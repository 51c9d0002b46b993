package dev.lodestar.files;

import dev.lodestar.http.Headers;
import java.util.Locale;
import java.util.Optional;

/// A content coding in which a file may lie beside itself. Where a client wants two alike, the
/// first is taken.
enum Encoding {
  BROTLI("br", ".br"),
  ZSTD("zstd", ".zst"),
  GZIP("gzip", ".gz");

  private static final int UNSAID = -1;

  final String coding;
  final String suffix;

  Encoding(String coding, String suffix) {
    this.coding = coding;
    this.suffix = suffix;
  }

  /// How much the client wants it: 0 for not at all, to 1000 (RFC 9110, section 12.5.3).
  int quality(Headers headers) {
    var own = quality(headers, coding);
    if (own == UNSAID && this == GZIP) {
      own = quality(headers, "x-gzip");
    }
    return Math.max(own == UNSAID ? quality(headers, "*") : own, 0);
  }

  /// How much the client wants the file as it is, if it says so; otherwise anything it takes is
  /// better.
  static int qualityOfIdentity(Headers headers) {
    return Math.max(quality(headers, "identity"), 0);
  }

  private static int quality(Headers headers, String coding) {
    for (var element : headers.elements("Accept-Encoding")) {
      var semicolon = element.indexOf(';');
      var name = semicolon < 0 ? element : element.substring(0, semicolon);
      if (name.strip().equalsIgnoreCase(coding)) {
        return semicolon < 0
            ? 1000
            : weight(element.substring(semicolon + 1).strip()).orElse(UNSAID);
      }
    }
    return UNSAID;
  }

  /// `q=` and a number from 0 to 1 with up to three digits behind the point.
  private static Optional<Integer> weight(String parameter) {
    var text = parameter.toLowerCase(Locale.ROOT);
    if (!text.startsWith("q=") || text.length() < 3 || text.length() > 7) {
      return Optional.empty();
    }
    var whole = text.charAt(2) - '0';
    if (whole < 0 || whole > 1 || (text.length() > 3 && text.charAt(3) != '.')) {
      return Optional.empty();
    }
    var result = 1000 * whole;
    var unit = 100;
    for (var i = 4; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      result += digit * unit;
      unit /= 10;
    }
    return result > 1000 ? Optional.empty() : Optional.of(result);
  }
}

package dev.lodestar.server.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The extensions that a client offers (RFC 6455, section 9.1), in its order of preference.
///
/// @param offers the extensions
record Extensions(List<Offer> offers) {
  /// One extension.
  ///
  /// @param name its name
  /// @param parameters the values of its parameters; nothing for one without a value
  /// @param repeated whether a parameter was given more than once
  record Offer(String name, Map<String, Optional<String>> parameters, boolean repeated) {}

  /// Parses a header.
  ///
  /// @param value the values of all headers of the name, with commas between
  /// @return the extensions; nothing if the header is malformed
  static Optional<Extensions> parse(String value) {
    var scanner = new ListScanner(value);
    var offers = new ArrayList<Offer>();
    while (scanner.nextElement()) {
      var offer = parseOffer(scanner);
      if (offer.isEmpty()) {
        return Optional.empty();
      }
      offers.add(offer.get());
    }
    return scanner.atEnd() && !offers.isEmpty()
        ? Optional.of(new Extensions(List.copyOf(offers)))
        : Optional.empty();
  }

  private static Optional<Offer> parseOffer(ListScanner scanner) {
    var name = scanner.token();
    var parameters = new LinkedHashMap<String, Optional<String>>();
    var repeated = false;
    var wellFormed = !name.isEmpty();
    while (wellFormed && scanner.skip(';')) {
      var parameter = scanner.token();
      Optional<String> value = Optional.empty();
      wellFormed = !parameter.isEmpty();
      if (scanner.skip('=')) {
        value = Optional.of(scanner.tokenOrQuoted());
        wellFormed &= !value.get().isEmpty();
      }
      repeated |= parameters.put(parameter, value) != null;
    }
    return wellFormed && scanner.atElementEnd()
        ? Optional.of(new Offer(name, parameters, repeated))
        : Optional.empty();
  }
}

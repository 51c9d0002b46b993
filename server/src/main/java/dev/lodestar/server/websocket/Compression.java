package dev.lodestar.server.websocket;

import java.util.Optional;

/// What is agreed on with a client about the compression of messages (RFC 7692, section 7.1).
///
/// @param serverTakeover whether messages of the server may refer to earlier ones
/// @param clientTakeover whether messages of the client may
/// @param serverWindowBits how far back those of the server refer: to 2 to the power of this
/// @param saysServerWindow whether the client has asked about that
public record Compression(
    boolean serverTakeover,
    boolean clientTakeover,
    int serverWindowBits,
    boolean saysServerWindow) {
  private static final String NAME = "permessage-deflate";
  private static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
  private static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String CLIENT_WINDOW = "client_max_window_bits";
  private static final int LEAST_BITS = 8;
  private static final int MOST_BITS = 15;

  /// Chooses among the offers of a client the first that can be had.
  ///
  /// @param offered what the client offers
  /// @param takeover whether messages may refer to earlier ones
  static Optional<Compression> choose(Extensions offered, boolean takeover) {
    for (var offer : offered.offers()) {
      if (offer.name().equals(NAME) && isAcceptable(offer)) {
        return Optional.of(accept(offer, takeover));
      }
    }
    return Optional.empty();
  }

  /// An offer with a parameter that is unknown, or has a wrong value, has to be declined.
  private static boolean isAcceptable(Extensions.Offer offer) {
    for (var parameter : offer.parameters().entrySet()) {
      var value = parameter.getValue();
      var acceptable =
          switch (parameter.getKey()) {
            case SERVER_NO_TAKEOVER, CLIENT_NO_TAKEOVER -> value.isEmpty();
            case SERVER_WINDOW -> value.isPresent() && bits(value.get()) > 0;
            case CLIENT_WINDOW -> value.isEmpty() || bits(value.get()) > 0;
            default -> false;
          };
      if (!acceptable) {
        return false;
      }
    }
    return !offer.repeated();
  }

  /// Whatever window the client takes, inflaters of the JDK have one that is large enough; so
  /// nothing is said about that.
  private static Compression accept(Extensions.Offer offer, boolean takeover) {
    var parameters = offer.parameters();
    var window = parameters.get(SERVER_WINDOW);
    var bits = window == null ? MOST_BITS : bits(window.orElseThrow());
    return new Compression(
        takeover && bits == MOST_BITS && !parameters.containsKey(SERVER_NO_TAKEOVER),
        takeover && !parameters.containsKey(CLIENT_NO_TAKEOVER),
        bits,
        window != null);
  }

  /// Reads a number from 8 to 15, without leading zeros.
  ///
  /// @return 0 if it is none
  private static int bits(String text) {
    for (var bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
      if (text.equals(Integer.toString(bits))) {
        return bits;
      }
    }
    return 0;
  }

  /// Returns what the client is told, as a value of the header `Sec-WebSocket-Extensions`.
  String header() {
    return NAME
        + (serverTakeover ? "" : "; " + SERVER_NO_TAKEOVER)
        + (clientTakeover ? "" : "; " + CLIENT_NO_TAKEOVER)
        + (saysServerWindow ? "; " + SERVER_WINDOW + "=" + serverWindowBits : "");
  }
}

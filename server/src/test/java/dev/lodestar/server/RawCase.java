package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/// Bytes that a client sends on one connection, and all that may come of them.
///
/// Bytes are written as text in ISO 8859-1, in which a line feed stands for CR LF, `␊` for a line
/// feed alone and `␍` for a CR alone.
///
/// @param bytes what is sent
/// @param handled what the application is asked, in order: method, target, host and body, separated
///   by spaces. Each of these is answered 200
/// @param refusal the status that ends the connection after these; 0 if nothing is refused
/// @param kept whether the connection stays open
record RawCase(String bytes, List<String> handled, int refusal, boolean kept) {

  /// A request that is refused without being handled.
  static RawCase refused(int status, String bytes) {
    return new RawCase(bytes, List.of(), status, false);
  }

  /// Requests that are answered, after which the connection serves another one.
  static RawCase answered(String bytes, String... handled) {
    return new RawCase(bytes, List.of(handled), 0, true);
  }

  /// Requests that are answered, the last one as the last of its connection.
  static RawCase answeredLast(String bytes, String... handled) {
    return new RawCase(bytes, List.of(handled), 0, false);
  }

  /// Requests that are answered, followed by one that is refused.
  static RawCase answeredThenRefused(int status, String bytes, String... handled) {
    return new RawCase(bytes, List.of(handled), status, false);
  }

  /// How bytes come in the packets of a network.
  enum Pieces {
    /// All at once.
    WHOLE,
    /// Each byte by itself.
    BYTES,
    /// In pieces of seven bytes, so that CR and LF, names and values are torn apart.
    SEVENS
  }

  byte[] sent() {
    return bytes.replace("\n", "\r\n").replace('␊', '\n').replace('␍', '\r').getBytes(ISO_8859_1);
  }

  void send(RawClient client, Pieces pieces) throws java.io.IOException {
    var sent = sent();
    var size =
        switch (pieces) {
          case WHOLE -> sent.length;
          case BYTES -> 1;
          case SEVENS -> 7;
        };
    for (var from = 0; from < sent.length; from += size) {
      client.send(Arrays.copyOfRange(sent, from, Math.min(sent.length, from + size)));
    }
  }

  @Override
  public String toString() {
    var shown = new StringBuilder();
    for (var i = 0; i < bytes.length(); i++) {
      var c = bytes.charAt(i);
      switch (c) {
        case '\n' -> shown.append('⏎');
        case '␊', '␍' -> shown.append(c);
        default -> {
          if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
            shown.append("\\x%02x".formatted((int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    var longest = 120;
    var text = shown.length() > longest ? shown.substring(0, longest) + "…" : shown.toString();
    var answers = "200 ".repeat(handled.size()) + (refusal == 0 ? "" : refusal + " ");
    return text + " → " + answers + (kept ? "kept" : "closed");
  }
}

package dev.lodestar.server.websocket;

/// Checks, piece by piece, that bytes are UTF-8 (RFC 3629), and finds the first byte that cannot
/// belong to it when that byte comes.
final class Utf8 {
  /// How many bytes of the current character have not come.
  private int missing;

  /// What the next of them may be.
  private int lowest;

  private int highest;

  /// Takes the next bytes.
  ///
  /// @return `false` if no bytes behind them could make it a text; nothing may be asked any more
  boolean accept(byte[] bytes, int offset, int end) {
    var position = offset;
    while (position < end) {
      if (missing == 0) {
        position = Masking.skipAscii(bytes, position, end);
        if (position < end && bytes[position] < 0 && !begin(bytes[position] & 0xFF)) {
          return false;
        }
      } else {
        var next = bytes[position] & 0xFF;
        if (next < lowest || next > highest) {
          return false;
        }
        lowest = 0x80;
        highest = 0xBF;
        missing--;
      }
      position++;
    }
    return true;
  }

  private boolean begin(int lead) {
    lowest = 0x80;
    highest = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      missing = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      missing = 2;
      // neither what is shorter in two bytes, nor surrogates
      lowest = lead == 0xE0 ? 0xA0 : 0x80;
      highest = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      missing = 3;
      // neither what is shorter in three bytes, nor what is above U+10FFFF
      lowest = lead == 0xF0 ? 0x90 : 0x80;
      highest = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
      return false;
    }
    return true;
  }

  /// Tells whether the text may end here: not inside of a character.
  boolean isComplete() {
    return missing == 0;
  }

  /// Forgets what has come.
  void reset() {
    missing = 0;
  }
}

package dev.lodestar.server.websocket;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Decompresses the messages of one client (RFC 7692, section 7.2.2), piece by piece, so that
/// whoever takes the pieces can stop a message that becomes too large. Used on one thread.
final class MessageInflater {
  /// Takes what a message consists of.
  @FunctionalInterface
  interface Output {
    /// Takes a piece.
    ///
    /// @param bytes holds it; not to be kept
    void piece(byte[] bytes, int offset, int count) throws ProtocolViolation;
  }

  private static final int PIECE = 1 << 13;

  /// What compressors leave away at the end of a message.
  private static final byte[] TAIL = {0, 0, -1, -1};

  private final SpareCoders spares;

  /// Whether messages refer to earlier ones.
  private final boolean takeover;

  private @Nullable Inflater inflater;

  MessageInflater(SpareCoders spares, boolean takeover) {
    this.spares = spares;
    this.takeover = takeover;
  }

  void inflate(byte[] bytes, int offset, int count, Output out) throws ProtocolViolation {
    var current = inflater;
    if (current == null) {
      current = spares.takeInflater();
      inflater = current;
    }
    current.setInput(bytes, offset, count);
    var end = offset + count;
    var piece = new byte[Math.clamp(4L * count, 64, PIECE)];
    try {
      while (true) {
        var inflated = current.inflate(piece);
        if (inflated > 0) {
          out.piece(piece, 0, inflated);
        } else if (current.finished()) {
          // A compressor may also end its stream with each message (section 7.2.3.4).
          var rest = current.getRemaining();
          current.reset();
          current.setInput(bytes, end - rest, rest);
        } else if (current.needsInput()) {
          return;
        } else {
          throw ProtocolViolation.invalidCompression();
        }
      }
    } catch (DataFormatException malformed) {
      throw ProtocolViolation.invalidCompression();
    }
  }

  /// Takes note that the message is complete.
  void end(Output out) throws ProtocolViolation {
    inflate(TAIL, 0, TAIL.length, out);
    if (!takeover) {
      release();
    }
  }

  void release() {
    if (inflater != null) {
      spares.give(inflater);
      inflater = null;
    }
  }
}

package dev.lodestar.server.http2;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.server.exchange.Confirmation;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The body of a response that waits for the client to take it: one that lies in memory, or what a
/// thread has written so far, which is never much. Used on the event loop only.
final class Outgoing {
  private static final byte[] EMPTY = {};

  /// What a thread has written, and who is told when it has been sent, or cannot be.
  private record Piece(Confirmation confirmation, byte[] bytes, int offset, int length) {}

  private ResponseBody.@Nullable Bytes whole;
  private @Nullable ArrayDeque<Piece> pieces;

  /// How much has been sent of the whole body, or of the first piece.
  private int sent;

  private boolean ended;

  void whole(ResponseBody.Bytes body) {
    whole = body;
    ended = true;
  }

  void add(Confirmation confirmation, byte[] bytes, int offset, int length) {
    if (pieces == null) {
      pieces = new ArrayDeque<>();
    }
    pieces.add(new Piece(confirmation, bytes, offset, length));
  }

  /// Takes note that nothing will be added.
  void end() {
    ended = true;
  }

  /// Tells whether content waits, which needs room in the windows of flow control.
  boolean hasContent() {
    return whole != null ? sent < whole.length() : pieces != null && !pieces.isEmpty();
  }

  /// Tells whether all has been written, or will be with the next frame.
  boolean isEnded() {
    return ended;
  }

  /// Writes one frame.
  ///
  /// @param most the most bytes of content
  /// @return how many it has
  int write(FrameOutput output, int stream, int most) {
    var body = whole;
    if (body != null) {
      var count = Math.min(most, body.length() - sent);
      var from = body.offset() + sent;
      sent += count;
      output.data(stream, body.array(), from, count, sent == body.length());
      return count;
    }
    var waiting = pieces;
    var piece = waiting == null ? null : waiting.peek();
    if (waiting == null || piece == null) {
      output.data(stream, EMPTY, 0, 0, true);
      return 0;
    }
    var count = Math.min(most, piece.length() - sent);
    var from = piece.offset() + sent;
    sent += count;
    if (sent == piece.length()) {
      waiting.remove();
      sent = 0;
      output.confirm(piece.confirmation());
    }
    output.data(stream, piece.bytes(), from, count, ended && waiting.isEmpty());
    return count;
  }
}

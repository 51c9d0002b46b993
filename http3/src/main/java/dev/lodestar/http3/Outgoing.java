package dev.lodestar.http3;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.server.exchange.Confirmation;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The body of a response that waits for the client to take it: one that lies in memory, or what a
/// thread has written so far, which is never much. Used on the event loop only.
final class Outgoing {

  /// A part of the body that is sent in one frame.
  ///
  /// @param confirmation who is told when it has been sent, or cannot be; `null` for nobody
  record Part(byte[] bytes, int offset, int length, @Nullable Confirmation confirmation) {}

  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  /// How much has been sent of the first part.
  private int sent;

  private boolean ended;

  void whole(ResponseBody.Bytes body) {
    parts.add(new Part(body.array(), body.offset(), body.length(), null));
    ended = true;
  }

  void add(Confirmation confirmation, byte[] bytes, int offset, int length) {
    parts.add(new Part(bytes, offset, length, confirmation));
  }

  /// Takes note that nothing will be added.
  void end() {
    ended = true;
  }

  boolean hasContent() {
    return !parts.isEmpty();
  }

  /// Tells whether all has been taken, or will be with the rest of the content.
  boolean isEnded() {
    return ended;
  }

  /// Takes what is sent next.
  ///
  /// @param most the most bytes
  /// @return it; its confirmation is `null` unless it is the last of what that has written at once
  Part take(int most) {
    var first = parts.element();
    var left = first.length() - sent;
    if (left > most) {
      var part = new Part(first.bytes(), first.offset() + sent, most, null);
      sent += most;
      return part;
    }
    parts.remove();
    var rest = new Part(first.bytes(), first.offset() + sent, left, first.confirmation());
    sent = 0;
    return rest;
  }

  /// Tells those who have written that it cannot be sent.
  void abandon() {
    for (var part : parts) {
      if (part.confirmation() != null) {
        part.confirmation().done(false);
      }
    }
    parts.clear();
    ended = true;
  }
}

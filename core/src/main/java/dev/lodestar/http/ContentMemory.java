package dev.lodestar.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Memory that the content of one response after the other is written into, so that large documents
/// do not need new memory each. For engines that copy the content of a response when they send it,
/// and for those who write content; applications have nothing to do with it.
///
/// It keeps one array of at most [#MOST_KEPT] bytes, which is taken by one response at a time;
/// whoever finds none gets a new one. Thread-safe.
public final class ContentMemory {
  /// The most bytes of the array that is kept: 131,072.
  public static final int MOST_KEPT = 1 << 17;

  /// From how many bytes on it pays to use memory again: 4,096. New memory for less costs next to
  /// nothing.
  public static final int SMALLEST = 1 << 12;

  private final AtomicReference<byte @Nullable []> kept = new AtomicReference<>();

  /// Creates memory without an array.
  public ContentMemory() {}

  /// Takes the array that is kept, or else makes a new one.
  ///
  /// @param size how many bytes a new one has
  /// @return an array that nobody else uses; its content is that of an earlier response
  public byte[] take(int size) {
    var spare = kept.getAndSet(null);
    return spare == null ? new byte[size] : spare;
  }

  /// Keeps an array for the next response, unless it is too large.
  ///
  /// @param array nobody may use it any more
  void giveBack(byte[] array) {
    if (array.length <= MOST_KEPT) {
      kept.set(array);
    }
  }
}

package dev.lodestar.format;

import dev.lodestar.text.EightBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text that is written often, such as the name of a field or the constant of an enum, encoded
/// for one format. Up to 24 bytes are written as whole words, whatever the processor does with
/// copies.
///
/// @param text the text
/// @param bytes the text as the format spells it
/// @param head the first eight bytes
/// @param middle the eight bytes after them; 0 where there are none
/// @param tail the last eight bytes; 0 where there are no more
public record Word(String text, byte[] bytes, long head, long middle, long tail) {
  private static final int WORD = Long.BYTES;

  /// What may be overwritten where a shorter one is written.
  private static final int LEAST_ROOM = 2 * WORD;

  /// Encodes a text as a value.
  public static Word of(String text, Format format) {
    return of(text, format.text(text));
  }

  /// Encodes a text as the name of a field.
  public static Word ofName(String name, Format format) {
    return of(name, format.name(name));
  }

  private static Word of(String text, byte[] bytes) {
    int size = bytes.length;
    var padded = size < LEAST_ROOM ? Arrays.copyOf(bytes, LEAST_ROOM) : bytes;
    return new Word(
        text,
        bytes,
        EightBytes.load(padded, 0),
        size > WORD ? EightBytes.load(padded, WORD) : 0,
        size > LEAST_ROOM ? EightBytes.load(padded, size - WORD) : 0);
  }

  /// How many bytes there must be room for, all of which may be overwritten.
  int room() {
    return Math.max(bytes.length, LEAST_ROOM);
  }

  /// Writes it where there is room, and answers the position after it.
  int write(byte[] to, int at) {
    int size = bytes.length;
    EightBytes.store(to, at, head);
    if (size > WORD) {
      EightBytes.store(to, at + WORD, middle);
      if (size > 3 * WORD) {
        System.arraycopy(bytes, LEAST_ROOM, to, at + LEAST_ROOM, size - LEAST_ROOM);
      } else if (size > LEAST_ROOM) {
        EightBytes.store(to, at + size - WORD, tail);
      }
    }
    return at + size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Word that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

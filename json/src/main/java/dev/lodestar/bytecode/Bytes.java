package dev.lodestar.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are written one after the other, the highest of a number first.
final class Bytes {
  private static final int MAX_TEXT = 0xFFFF;

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    this.array = new byte[capacity];
  }

  int length() {
    return length;
  }

  private byte[] reserve(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
    }
    return array;
  }

  void u1(int value) {
    reserve(1)[length++] = (byte) value;
  }

  void u2(int value) {
    var to = reserve(2);
    to[length++] = (byte) (value >> 8);
    to[length++] = (byte) value;
  }

  /// As `u1(first)` and `u2(second)`: most instructions with an operand.
  void u1u2(int first, int second) {
    var to = reserve(3);
    to[length++] = (byte) first;
    to[length++] = (byte) (second >> 8);
    to[length++] = (byte) second;
  }

  void u4(int value) {
    u2(value >>> 16);
    u2(value);
  }

  void putU2(int at, int value) {
    array[at] = (byte) (value >> 8);
    array[at + 1] = (byte) value;
  }

  void putU4(int at, int value) {
    putU2(at, value >>> 16);
    putU2(at + 2, value);
  }

  void put(Bytes source) {
    put(source.array, source.length);
  }

  private void put(byte[] source, int size) {
    System.arraycopy(source, 0, reserve(size), length, size);
    length += size;
  }

  /// Writes a text in the encoding of class files (JVMS 4.4.7), with its length before it.
  void text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    boolean ascii = utf8.length == text.length() && text.indexOf('\0') < 0;
    var encoded = ascii ? utf8 : encoded(text);
    if (encoded.length > MAX_TEXT) {
      throw new IllegalArgumentException("The name is too long for a class file: " + text);
    }
    u2(encoded.length);
    put(encoded, encoded.length);
  }

  /// Zero has two bytes, and each half of a surrogate pair three.
  private static byte[] encoded(String text) {
    var bytes = new byte[3 * text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != 0 && c < 0x80) {
        bytes[n++] = (byte) c;
      } else if (c < 0x800) {
        bytes[n++] = (byte) (0xC0 | c >> 6);
        bytes[n++] = (byte) (0x80 | (c & 0x3F));
      } else {
        bytes[n++] = (byte) (0xE0 | c >> 12);
        bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return Arrays.copyOf(bytes, n);
  }

  /// The bytes. Nothing may be written afterwards.
  byte[] toByteArray() {
    return length == array.length ? array : Arrays.copyOf(array, length);
  }
}

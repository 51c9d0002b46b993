package dev.lodestar.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Bytes in memory that are not moved as they become more. Not thread-safe while they do.
final class Pieces extends OutputStream {
  private static final int LARGEST = 65_536;

  /// The last one has room left.
  private final List<byte[]> pieces = new ArrayList<>();

  private int room;
  private int length;

  int length() {
    return length;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    var written = 0;
    while (written < count) {
      if (room == 0) {
        room = Math.max(count - written, Math.min(length, LARGEST));
        pieces.add(new byte[room]);
      }
      var last = pieces.getLast();
      var part = Math.min(count - written, room);
      System.arraycopy(bytes, offset + written, last, last.length - room, part);
      room -= part;
      length += part;
      written += part;
    }
  }

  /// Writes everything, and forgets it.
  void moveTo(OutputStream output) throws IOException {
    for (var i = 0; i < pieces.size(); i++) {
      output.write(pieces.get(i), 0, used(i));
    }
    pieces.clear();
    room = 0;
    length = 0;
  }

  private int used(int piece) {
    return pieces.get(piece).length - (piece == pieces.size() - 1 ? room : 0);
  }

  /// A new stream over everything.
  InputStream open() {
    var streams = new ArrayList<InputStream>(pieces.size());
    for (var i = 0; i < pieces.size(); i++) {
      streams.add(new ByteArrayInputStream(pieces.get(i), 0, used(i)));
    }
    return streams.size() == 1
        ? streams.getFirst()
        : new SequenceInputStream(Collections.enumeration(streams));
  }

  /// A new array with everything.
  byte[] bytes() {
    var bytes = new byte[length];
    var end = 0;
    for (var i = 0; i < pieces.size(); i++) {
      System.arraycopy(pieces.get(i), 0, bytes, end, used(i));
      end += used(i);
    }
    return bytes;
  }
}

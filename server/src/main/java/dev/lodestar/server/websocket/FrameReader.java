package dev.lodestar.server.websocket;

/// Reads the frames of a client, strictly as RFC 6455 has it, as their bytes come. The payload of a
/// frame that has not come whole is passed on in pieces, so nothing is kept here.
final class FrameReader {
  /// What frames are read for.
  interface Sink {
    /// A frame begins.
    ///
    /// @param compressed whether the first reserved bit is set, which compression uses
    /// @param length of the payload that follows; a control frame has at most 125 bytes
    void begin(int opcode, boolean last, boolean compressed, long length) throws ProtocolViolation;

    /// Some of the payload.
    ///
    /// @param bytes holds it, unmasked; not to be kept
    /// @param ascii whether all of it is ASCII
    void payload(byte[] bytes, int offset, int length, boolean ascii) throws ProtocolViolation;

    /// The frame is complete.
    void end() throws ProtocolViolation;

    /// Tells whether no further frame should be read for now.
    boolean isFull();
  }

  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int RESERVED = 0x30;
  private static final int MASKED = 0x80;
  private static final int MOST_IN_CONTROL = 125;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private final Sink sink;
  private boolean inFrame;

  /// What has not come of the frame's payload.
  private long missing;

  private int key;

  FrameReader(Sink sink) {
    this.sink = sink;
  }

  /// Reads on.
  ///
  /// @param bytes holds what has come; payloads are unmasked in it
  /// @return where it could not go on, because a head has not come whole or the sink is full
  /// @throws ProtocolViolation if the peer has broken the rules; nothing can be read any more
  int read(byte[] bytes, int start, int end) throws ProtocolViolation {
    var position = start;
    while (true) {
      if (!inFrame) {
        if (sink.isFull()) {
          return position;
        }
        var next = head(bytes, position, end);
        if (next < 0) {
          return position;
        }
        position = next;
      }
      var count = (int) Math.min(missing, end - position);
      if (count > 0) {
        var ascii = Masking.unmask(bytes, position, count, key);
        key = Masking.turn(key, count);
        missing -= count;
        sink.payload(bytes, position, count, ascii);
        position += count;
      }
      if (missing > 0) {
        return position;
      }
      inFrame = false;
      sink.end();
    }
  }

  /// Tells whether a frame has begun, or may have, and is not complete.
  boolean isInFrame() {
    return inFrame;
  }

  /// Reads the head of a frame.
  ///
  /// @return where the payload starts; -1 if the head has not come whole
  private int head(byte[] bytes, int start, int end) throws ProtocolViolation {
    var available = end - start;
    if (available < 2) {
      return -1;
    }
    var first = bytes[start] & 0xFF;
    var second = bytes[start + 1] & 0xFF;
    var opcode = first & 0xF;
    var shortLength = second & 0x7F;
    check(first, second, opcode, shortLength);
    var lengthSize = shortLength == LENGTH_16 ? 2 : shortLength == LENGTH_64 ? 8 : 0;
    if (available < 2 + lengthSize + 4) {
      return -1;
    }
    var position = start + 2;
    var length = (long) shortLength;
    if (lengthSize > 0) {
      length = bigEndian(bytes, position, lengthSize);
      checkLength(length, lengthSize);
      position += lengthSize;
    }
    key = (int) bigEndian(bytes, position, 4);
    missing = length;
    inFrame = true;
    sink.begin(opcode, (first & FINAL) != 0, (first & COMPRESSED) != 0, length);
    return position + 4;
  }

  private static void check(int first, int second, int opcode, int shortLength)
      throws ProtocolViolation {
    if ((first & RESERVED) != 0) {
      throw ProtocolViolation.of("A frame has a reserved bit set that nobody has agreed on.");
    }
    if (!Opcode.isKnown(opcode)) {
      throw ProtocolViolation.of("A frame has the opcode " + opcode + ", which is reserved.");
    }
    if ((second & MASKED) == 0) {
      throw ProtocolViolation.of("A frame is not masked, which every client has to do.");
    }
    if (Opcode.isControl(opcode)) {
      if ((first & FINAL) == 0) {
        throw ProtocolViolation.of("A control frame is fragmented, which is not allowed.");
      }
      if ((first & COMPRESSED) != 0) {
        throw ProtocolViolation.of("A control frame is marked as compressed.");
      }
      if (shortLength > MOST_IN_CONTROL) {
        throw ProtocolViolation.of("A control frame has more than 125 bytes.");
      }
    }
  }

  private static void checkLength(long length, int size) throws ProtocolViolation {
    if (length < 0) {
      throw ProtocolViolation.of("The length of a frame has its highest bit set.");
    }
    if (size == 2 ? length < LENGTH_16 : length < 1 << 16) {
      throw ProtocolViolation.of("The length of a frame is not written as shortly as possible.");
    }
  }

  private static long bigEndian(byte[] bytes, int offset, int count) {
    var value = 0L;
    for (var i = 0; i < count; i++) {
      value = value << 8 | (bytes[offset + i] & 0xFF);
    }
    return value;
  }
}

package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.websocket.WebSocketMessage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes messages of frames: puts fragments together, decompresses, and checks that texts are
/// UTF-8, each as far as it has come.
final class MessageReader implements FrameReader.Sink {
  /// What messages are read for.
  interface Receiver {
    void message(WebSocketMessage message) throws ProtocolViolation;

    void pinged(byte[] payload) throws ProtocolViolation;

    void ponged(byte[] payload) throws ProtocolViolation;

    void closed(CloseStatus status);

    /// Counts what is kept of messages.
    Memory memory();

    /// Tells whether no further frame should be read for now.
    boolean isFull();
  }

  private static final byte[] NO_BYTES = {};

  private final Receiver receiver;
  private final int maxMessageSize;
  private final int maxFrameSize;
  private final int maxFrames;

  /// Decompresses, if that was agreed on.
  private final @Nullable MessageInflater inflater;

  private final Utf8 text = new Utf8();
  private final Accumulator content = new Accumulator();
  private final MessageInflater.Output decompressed = this::decompressed;

  /// The frame that is being read.
  private int opcode;

  private boolean last;
  private int length;

  /// The message that it belongs to, or that waits for its next frame: `CONTINUATION` for none.
  private int kind = Opcode.CONTINUATION;

  private boolean compressed;
  private int frames;

  /// How much of the memory that the content takes has been counted.
  private int kept;

  /// The payload of a control frame, which may come between frames of a message.
  private byte[] control = NO_BYTES;

  private int controlSize;

  MessageReader(Receiver receiver, WebSocketOptions options, @Nullable MessageInflater inflater) {
    this.receiver = receiver;
    maxMessageSize = options.maxMessageSize();
    maxFrameSize = options.maxFrameSize();
    maxFrames = options.maxFrames();
    this.inflater = inflater;
  }

  @Override
  public boolean isFull() {
    return receiver.isFull();
  }

  @Override
  public void begin(int opcode, boolean last, boolean compressed, long length)
      throws ProtocolViolation {
    this.opcode = opcode;
    this.last = last;
    if (Opcode.isControl(opcode)) {
      control = length == 0 ? NO_BYTES : new byte[(int) length];
      controlSize = 0;
      return;
    }
    if (opcode == Opcode.CONTINUATION) {
      beginContinuation(compressed);
    } else {
      beginMessage(opcode, compressed);
    }
    if (length > maxFrameSize) {
      throw ProtocolViolation.frameTooBig(maxFrameSize);
    }
    if (!this.compressed && length > maxMessageSize - content.size()) {
      throw ProtocolViolation.messageTooBig(maxMessageSize);
    }
    if (++frames > maxFrames) {
      throw ProtocolViolation.tooManyFrames(maxFrames);
    }
    this.length = (int) length;
  }

  private void beginContinuation(boolean marked) throws ProtocolViolation {
    if (kind == Opcode.CONTINUATION) {
      throw ProtocolViolation.of("A frame continues a message that has not begun.");
    }
    if (marked) {
      throw ProtocolViolation.of(
          "A frame is marked as compressed that is not the first of its message.");
    }
  }

  private void beginMessage(int opcode, boolean marked) throws ProtocolViolation {
    if (kind != Opcode.CONTINUATION) {
      throw ProtocolViolation.of("A message begins before the one before it has ended.");
    }
    if (marked && inflater == null) {
      throw ProtocolViolation.of("A frame is compressed, which nobody has agreed on.");
    }
    kind = opcode;
    compressed = marked;
    frames = 0;
    text.reset();
  }

  @Override
  public void payload(byte[] bytes, int offset, int count, boolean ascii) throws ProtocolViolation {
    if (Opcode.isControl(opcode)) {
      System.arraycopy(bytes, offset, control, controlSize, count);
      controlSize += count;
    } else if (compressed && inflater != null) {
      inflater.inflate(bytes, offset, count, decompressed);
    } else if (last && frames == 1 && count == length) {
      whole(bytes, offset, ascii);
    } else {
      if (kind == Opcode.TEXT) {
        checkText(bytes, offset, count, ascii);
      }
      append(bytes, offset, count);
    }
  }

  private void decompressed(byte[] bytes, int offset, int count) throws ProtocolViolation {
    if (count > maxMessageSize - content.size()) {
      throw ProtocolViolation.messageTooBig(maxMessageSize);
    }
    if (kind == Opcode.TEXT) {
      checkText(bytes, offset, count, false);
    }
    append(bytes, offset, count);
  }

  private void append(byte[] bytes, int offset, int count) throws ProtocolViolation {
    content.append(bytes, offset, count);
    var taken = content.capacity();
    if (taken > kept && taken > Memory.UNCOUNTED) {
      if (!receiver.memory().tryKeep(taken - kept)) {
        throw ProtocolViolation.tooMuch();
      }
      kept = taken;
    }
  }

  /// Tells whether so much of an incomplete message is kept that it counts.
  boolean keepsMuch() {
    return kept > 0;
  }

  long kept() {
    return kept;
  }

  /// Drops what has come of a message, if that counts as kept. Takes no memory.
  ///
  /// @return whether it did; nothing may be read any more then
  boolean relieve() {
    if (kept == 0) {
      return false;
    }
    content.clear();
    letGo();
    return true;
  }

  private void letGo() {
    receiver.memory().letGo(kept);
    kept = 0;
  }

  private void checkText(byte[] bytes, int offset, int count, boolean ascii)
      throws ProtocolViolation {
    if (!(ascii && text.isComplete()) && !text.accept(bytes, offset, offset + count)) {
      throw ProtocolViolation.invalidText();
    }
  }

  /// A message that has come in one piece need not be put together.
  private void whole(byte[] bytes, int offset, boolean ascii) throws ProtocolViolation {
    if (kind == Opcode.BINARY) {
      finish(new WebSocketMessage.Binary(Arrays.copyOfRange(bytes, offset, offset + length)));
      return;
    }
    checkText(bytes, offset, length, ascii);
    checkTextEnds();
    var string = new String(bytes, offset, length, ascii ? ISO_8859_1 : UTF_8);
    finish(new WebSocketMessage.Text(string));
  }

  @Override
  public void end() throws ProtocolViolation {
    if (Opcode.isControl(opcode)) {
      endControl();
    } else if (last && kind != Opcode.CONTINUATION) {
      endMessage();
    }
  }

  private void endControl() throws ProtocolViolation {
    var payload = control;
    control = NO_BYTES;
    switch (opcode) {
      case Opcode.PING -> receiver.pinged(payload);
      case Opcode.PONG -> receiver.ponged(payload);
      default -> receiver.closed(CloseStatus.parse(payload));
    }
  }

  private void endMessage() throws ProtocolViolation {
    if (compressed && inflater != null) {
      inflater.end(decompressed);
    }
    if (kind == Opcode.BINARY) {
      finish(new WebSocketMessage.Binary(content.take()));
      return;
    }
    checkTextEnds();
    var string = new String(content.bytes(), 0, content.size(), UTF_8);
    content.clear();
    finish(new WebSocketMessage.Text(string));
  }

  private void checkTextEnds() throws ProtocolViolation {
    if (!text.isComplete()) {
      throw ProtocolViolation.invalidText();
    }
  }

  private void finish(WebSocketMessage message) throws ProtocolViolation {
    kind = Opcode.CONTINUATION;
    letGo();
    receiver.message(message);
  }

  /// Gives back what is held for a message that will not be complete.
  void release() {
    content.clear();
    letGo();
    if (inflater != null) {
      inflater.release();
    }
  }
}

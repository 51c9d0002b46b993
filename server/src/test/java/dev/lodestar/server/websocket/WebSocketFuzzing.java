package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for every socket, whatever its client sends: nothing is thrown, nothing hangs, what
/// is sent back is well-formed, texts are texts, and it makes no difference in which pieces the
/// bytes come. `benchmarks/fuzz websocket` calls it with inputs of its own.
public final class WebSocketFuzzing {
  private static final int MAX_MESSAGE = 5_000;

  private WebSocketFuzzing() {}

  /// Called by Jazzer.
  public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
    check(input);
  }

  /// Checks one input.
  ///
  /// @param input the first byte says what the rest is: bytes of a client, or what frames are made
  ///   of, so that inputs need not guess masks
  static void check(byte[] input) throws InterruptedException {
    if (input.length < 2) {
      return;
    }
    var rest = Arrays.copyOfRange(input, 2, input.length);
    var bytes = (input[0] & 1) == 0 ? rest : framed(rest);
    var compression =
        (input[0] & 2) == 0
            ? null
            : new Compression((input[0] & 4) != 0, (input[0] & 8) != 0, 15, false);
    var whole = new Run(compression).feed(bytes, Math.max(1, bytes.length));
    var pieces = new Run(compression).feed(bytes, 1 + (input[1] & 0xFF));
    if (!whole.equals(pieces)) {
      throw new AssertionError("Whole: " + whole + "\nIn pieces: " + pieces);
    }
  }

  /// Makes masked frames: each of a first byte, a length, and a payload.
  private static byte[] framed(byte[] recipe) {
    var out = new ByteArrayOutputStream();
    var position = 0;
    while (position + 2 <= recipe.length) {
      var first = recipe[position];
      var length = Math.min(recipe[position + 1] & 0xFF, recipe.length - position - 2);
      out.write(first);
      if (length < 126) {
        out.write(0x80 | length);
      } else {
        out.write(0xFE);
        out.write(0);
        out.write(length);
      }
      out.write(1);
      out.write(2);
      out.write(4);
      out.write(8);
      for (var i = 0; i < length; i++) {
        out.write(recipe[position + 2 + i] ^ (1 << (i % 4)));
      }
      position += 2 + length;
    }
    return out.toByteArray();
  }

  /// One socket, and all that happened to it.
  private static final class Run implements Wire, Memory, WebSocketSession {
    private long kept;
    private final List<String> events = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final SpareCoders spares = new SpareCoders();
    private final OpenSocket socket;
    private boolean closed;
    private String end = "";

    Run(@Nullable Compression compression) {
      var options =
          WebSocketOptions.defaults()
              .withMaxMessageSize(MAX_MESSAGE)
              .withMaxFrameSize(MAX_MESSAGE)
              .withMaxFrames(20);
      socket = new OpenSocket(this, options, compression, spares, this);
    }

    List<String> feed(byte[] bytes, int piece) throws InterruptedException {
      socket.open();
      for (var start = 0; start < bytes.length; start += piece) {
        var part = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + piece));
        socket.receive(part, 0, part.length);
        runTasks();
        while (!closed && socket.isFull()) {
          receive();
          runTasks();
        }
      }
      socket.disconnected();
      runTasks();
      try {
        while (true) {
          receive();
        }
      } catch (WebSocketClosedException end) {
        events.add("end " + told(end.code(), end.reason()));
      }
      events.add(end);
      require(kept == 0, kept + " bytes still count as kept in memory.");
      checkSent();
      spares.close();
      return events;
    }

    private void runTasks() {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    private void receive() throws InterruptedException {
      switch (socket.receive()) {
        case WebSocketMessage.Text(var text) -> {
          var size = text.getBytes(UTF_8).length;
          require(size <= MAX_MESSAGE, "A text of " + size + " bytes was let through.");
          events.add("text " + text);
        }
        case WebSocketMessage.Binary(var bytes) -> {
          require(bytes.length <= MAX_MESSAGE, bytes.length + " bytes were let through.");
          events.add("bytes " + Arrays.hashCode(bytes));
        }
      }
    }

    /// All that was sent are whole frames without a mask, and a close frame is the last.
    private void checkSent() {
      var bytes = sent.toByteArray();
      var position = 0;
      while (position < bytes.length) {
        var opcode = bytes[position] & 0xF;
        var length = bytes[position + 1] & 0xFF;
        require(opcode == Opcode.PONG || opcode == Opcode.CLOSE, "Opcode " + opcode);
        require(length <= 125, "A control frame of " + length);
        var frame = Arrays.copyOfRange(bytes, position, position + 2 + length);
        events.add("sent " + opcode + (opcode == Opcode.CLOSE ? "" : Arrays.hashCode(frame)));
        if (opcode == Opcode.CLOSE && length > 0) {
          var code = ((bytes[position + 2] & 0xFF) << 8) | (bytes[position + 3] & 0xFF);
          require(CloseCode.isSendable(code), "The code " + code + " was sent.");
        }
        position += 2 + length;
        require(
            opcode != Opcode.CLOSE || position == bytes.length, "Something follows a close frame.");
      }
    }

    /// What is wrong with compressed bytes is found in another order if they come in pieces.
    private static String told(int code, String reason) {
      return code == CloseCode.INVALID_DATA || code == CloseCode.MESSAGE_TOO_BIG
          ? "for its content"
          : code + reason;
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new AssertionError(otherwise);
      }
    }

    @Override
    public void opened(WebSocketConnection connection) {
      events.add("opened");
    }

    @Override
    public void failed() {
      throw new AssertionError("The socket was open.");
    }

    @Override
    public void closed(int code, String reason) {
      require(!closed, "The socket was closed twice.");
      closed = true;
      end = "closed " + told(code, reason);
    }

    @Override
    public void interrupt() {}

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public void write(byte[] bytes, int length, Runnable taken) {
      sent.write(bytes, 0, length);
      tasks.add(taken);
    }

    @Override
    public void flush() {}

    @Override
    public void settle() {}

    @Override
    public void finish() {
      require(closed, "The application was not told.");
    }

    @Override
    public void abort() {}

    @Override
    public Memory memory() {
      return this;
    }

    @Override
    public boolean tryKeep(long bytes) {
      kept += bytes;
      return true;
    }

    @Override
    public void letGo(long bytes) {
      kept -= bytes;
      require(kept >= 0, "More was let go than was kept.");
    }
  }
}

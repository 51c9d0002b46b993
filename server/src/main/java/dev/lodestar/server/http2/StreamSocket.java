package dev.lodestar.server.http2;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.SocketMemory;
import dev.lodestar.server.websocket.Compression;
import dev.lodestar.server.websocket.Memory;
import dev.lodestar.server.websocket.OpenSocket;
import dev.lodestar.server.websocket.Wire;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A WebSocket that is carried by a stream (RFC 8441): DATA frames carry its bytes both ways, and
/// END_STREAM and RST_STREAM stand for the end of a connection. Used on the event loop only,
/// [#execute(Runnable)] apart.
final class StreamSocket implements Wire {
  private final Http2Stream stream;
  private final LoopContext loop;
  private final Memory memory;
  private final OpenSocket socket;

  /// Bytes that the client is not given back while the socket does not want more.
  private int held;

  StreamSocket(
      Http2Stream stream,
      LoopContext loop,
      ResponseBody.WebSocket opened,
      @Nullable Compression compression) {
    this.stream = stream;
    this.loop = loop;
    memory = SocketMemory.of(loop.load());
    socket =
        new OpenSocket(this, opened.options(), compression, loop.spareCoders(), opened.session());
  }

  void open() {
    socket.open();
  }

  /// Takes what the client has sent.
  ///
  /// @param flow how much it counts in the windows of flow control
  void data(ByteBuf in, int index, int count, int flow) {
    var bytes = loop.receiveArray(count);
    in.getBytes(index, bytes, 0, count);
    held += flow;
    socket.receive(bytes, 0, count);
    settle();
  }

  /// Takes note that the client, or the connection, has ended the stream.
  void disconnected() {
    socket.disconnected();
    settle();
  }

  /// Tells whether the server waits for bytes: the rest of a message, of which much is kept
  /// already.
  boolean awaitsRest() {
    return socket.awaitsRest();
  }

  void tick(long now) {
    socket.tick(now);
  }

  void interrupt() {
    socket.interrupt();
  }

  /// Returns what the client has to be given back at the end.
  int takeHeld() {
    var taken = held;
    held = 0;
    return taken;
  }

  @Override
  public void execute(Runnable task) {
    stream.execute(task);
  }

  @Override
  public long now() {
    return loop.now();
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public void write(byte[] bytes, int length, Runnable taken) {
    stream.writeSocket(bytes, length, taken);
  }

  @Override
  public void flush() {
    stream.flushSocket();
  }

  @Override
  public void settle() {
    if (held > 0 && (socket.hasEnded() || !socket.isFull())) {
      stream.giveBack(takeHeld());
    }
  }

  @Override
  public void finish() {
    stream.endSocket();
  }

  @Override
  public void abort() {
    stream.cancelSocket();
  }
}

package dev.lodestar.server.exchange;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import dev.lodestar.server.websocket.Compression;
import dev.lodestar.server.websocket.Handshake;
import dev.lodestar.server.websocket.Memory;
import dev.lodestar.server.websocket.OpenSocket;
import dev.lodestar.server.websocket.Wire;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A WebSocket that is carried by a stream of HTTP/2 (RFC 8441) or HTTP/3 (RFC 9220): DATA frames
/// carry its bytes both ways, and the end of the stream, or its reset, stands for the end of a
/// connection. Used on the event loop only, [#execute(Runnable)] apart.
public final class StreamSocket implements Wire {

  /// What the socket makes of its stream.
  public interface Stream extends Carrier {
    /// Sends the head of the response, and takes note of the socket that the stream is from now on.
    void become(StreamSocket socket, RenderedResponse head);

    /// Tells whether nothing can be written any more, or the end has been.
    boolean isEnding();

    /// Writes bytes, behind all that were written before. Not called when it is ending.
    void writeSocket(byte[] bytes, int length, Confirmation confirmation);

    /// Sends what was written.
    void flushSocket();

    /// Lets the client send more.
    ///
    /// @param count how much it has sent, as the windows of flow control count it
    void giveBack(int count);

    /// Ends the stream when everything has been sent. Not called when it is ending.
    void endSocket();

    /// Ends the stream at once.
    void cancelSocket();
  }

  private final Stream stream;
  private final LoopContext loop;
  private final Memory memory;
  private final OpenSocket socket;
  private final MessageRate rate;

  /// Bytes that the client is not given back while the socket does not want more.
  private int held;

  private StreamSocket(
      Stream stream, ResponseBody.WebSocket opened, @Nullable Compression compression) {
    this.stream = stream;
    loop = stream.loop();
    memory = SocketMemory.of(loop.load());
    socket =
        new OpenSocket(this, opened.options(), compression, loop.spareCoders(), opened.session());
    // The connection as a whole is looked at, too.
    rate = new MessageRate(loop.load(), socket, loop.keptRate());
  }

  /// Makes a stream a WebSocket.
  ///
  /// @param answered what has asked for it
  /// @param response what the application has answered
  /// @param ended whether the client has ended its side of the stream already
  public static void open(
      Stream stream, Exchange answered, RenderedResponse response, boolean ended) {
    var opened = answered.takeSocket();
    var compression = Handshake.compression(answered.request().headers(), opened);
    var carried = new StreamSocket(stream, opened, compression);
    stream.become(carried, head(response, opened, compression));
    carried.socket.open();
    if (ended) {
      carried.endOfInput();
    }
  }

  /// What is a 101 elsewhere is a 200 here (RFC 8441, section 5).
  private static RenderedResponse head(
      RenderedResponse response, ResponseBody.WebSocket opened, @Nullable Compression compression) {
    return RenderedResponse.of(
        HttpMethod.GET,
        Status.OK,
        Optional.empty(),
        Handshake.answer(response.headers(), opened, compression),
        ResponseBody.empty());
  }

  /// Takes what the client has sent.
  ///
  /// @param flow how much it counts in the windows of flow control
  public void data(ByteBuf in, int index, int count, int flow) {
    var bytes = loop.receiveArray(count);
    in.getBytes(index, bytes, 0, count);
    held += flow;
    socket.receive(bytes, 0, count);
    settle();
  }

  /// Tells whether the client is to send no more for now.
  public boolean isHolding() {
    return held > 0;
  }

  /// Takes note that the client has ended its side: who sends nothing any more cannot say goodbye
  /// either.
  public void endOfInput() {
    disconnected();
    finish();
  }

  /// Takes note that the client, or the connection, has ended the stream.
  public void disconnected() {
    socket.disconnected();
    settle();
  }

  /// Tells whether the server waits for bytes: the rest of a message, of which much is kept
  /// already.
  public boolean awaitsRest() {
    return socket.awaitsRest();
  }

  public void tick(long now) {
    rate.tick(now);
    socket.tick(now);
  }

  public void interrupt() {
    socket.interrupt();
  }

  /// Drops what has come of a message. Takes no memory.
  void relieve() {
    socket.relieve();
  }

  /// Returns what the client has to be given back at the end.
  public int takeHeld() {
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
    if (!stream.isEnding()) {
      stream.writeSocket(bytes, length, Confirmation.to(taken));
    }
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
    if (!stream.isEnding()) {
      stream.endSocket();
    }
  }

  @Override
  public void abort() {
    stream.cancelSocket();
  }
}

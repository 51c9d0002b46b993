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
    /// Writes bytes, behind all that were written before.
    ///
    /// @param taken called when they have been sent; never, if that does not come about
    void writeSocket(byte[] bytes, int length, Runnable taken);

    /// Sends what was written.
    void flushSocket();

    /// Lets the client send more.
    ///
    /// @param count how much it has sent, as the windows of flow control count it
    void giveBack(int count);

    /// Ends the stream when everything has been sent.
    void endSocket();

    /// Ends the stream at once.
    void cancelSocket();
  }

  private final Stream stream;
  private final LoopContext loop;
  private final Memory memory;
  private final OpenSocket socket;
  private final MessageRate rate;
  private final RenderedResponse head;

  /// Bytes that the client is not given back while the socket does not want more.
  private int held;

  /// Creates a socket.
  ///
  /// @param answered what has asked for it
  /// @param response what the application has answered
  public StreamSocket(
      Stream stream, LoopContext loop, Exchange answered, RenderedResponse response) {
    this.stream = stream;
    this.loop = loop;
    var opened = answered.takeSocket();
    var compression = Handshake.compression(answered.request().headers(), opened);
    head = head(response, opened, compression);
    memory = SocketMemory.of(loop.load());
    socket =
        new OpenSocket(this, opened.options(), compression, loop.spareCoders(), opened.session());
    // The connection as a whole is looked at, too.
    rate = new MessageRate(loop.load(), socket, loop.keptRate());
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

  /// Returns the head of the response, which is to be sent before the socket is opened.
  public RenderedResponse head() {
    return head;
  }

  public void open() {
    socket.open();
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

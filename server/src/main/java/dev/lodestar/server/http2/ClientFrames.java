package dev.lodestar.server.http2;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.server.exchange.ConnectionError;
import dev.lodestar.server.exchange.ContentRates;
import dev.lodestar.server.exchange.FieldBlock;
import dev.lodestar.server.exchange.FloodGuard;
import dev.lodestar.server.exchange.StreamHead;
import dev.lodestar.server.http2.Http2Loop.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// What the frames of a client do to its streams and its connection. Used on the event loop only.
final class ClientFrames implements Frames {
  private final Http2Connection connection;
  private final Streams streams;
  private final FloodGuard guard;
  private final ContentRates rates;
  private final ConnectionWindow window;
  private final FrameOutput output;
  private final Turns turns;
  private final Farewell farewell;
  private final ResponseHeads heads;
  private final HeadDecoder decoder;
  private final ClientSettings client = new ClientSettings();
  private final long mostRequests;
  private long requests;
  private boolean settingsAcknowledged;

  ClientFrames(Http2Connection connection, DecodedFields fields) {
    this.connection = connection;
    heads = connection.heads();
    streams = connection.streams();
    guard = connection.guard();
    rates = connection.rates();
    window = connection.window();
    output = connection.output();
    turns = connection.turns();
    farewell = connection.farewell();
    decoder = new HeadDecoder(fields);
    mostRequests = connection.loop().options().overload().maxRequestsPerConnection();
  }

  /// Takes what was said before the connection spoke HTTP/2: settings, and the first request.
  void upgraded(Upgrade asked) {
    take(Unpooled.wrappedBuffer(asked.settings()), asked.settings().length / 6);
    var request = asked.request();
    var again =
        Request.of(
            request.method(),
            request.target(),
            request.headers(),
            request.body(),
            connection.connection());
    var head =
        new StreamHead(
            again, null, request.method() == HttpMethod.HEAD, StreamHead.UNKNOWN, false, false);
    opened(1).begin(head, true);
  }

  private Http2Stream opened(int id) {
    return streams.open(
        id, connection, connection.options().streamWindow(), client.initialWindow());
  }

  /// Tells whether the client has acknowledged the settings of the server.
  boolean areSettingsAcknowledged() {
    return settingsAcknowledged;
  }

  @Override
  public void headers(int id, ByteBuf block, boolean end) {
    var fields = decoder.decode(id, block);
    var stream = streams.get(id);
    if (stream != null) {
      guard.control(1);
      stream.trailers(fields, end);
    } else if (isNew(id)) {
      guard.request();
      request(id, fields, end);
    }
  }

  private boolean isNew(int id) {
    if ((id & 1) == 0) {
      throw ErrorCode.protocolError("A client has streams with odd numbers only.");
    }
    if (id > streams.last()) {
      if (farewell.isDrained()) {
        guard.control(1);
      }
      return !farewell.isDrained();
    }
    if (!streams.wasReset(id)) {
      throw streams.wasClosed(id)
          ? new ConnectionError(ErrorCode.STREAM_CLOSED, "A head came for a stream that is closed.")
          : ErrorCode.protocolError("The numbers of streams have to increase.");
    }
    guard.control(1);
    return false;
  }

  private void request(int id, FieldBlock fields, boolean end) {
    if (connection.isFull()) {
      streams.skip(id);
      output.reset(id, ErrorCode.REFUSED_STREAM);
      if (settingsAcknowledged) {
        guard.reset();
      }
      return;
    }
    StreamHead head;
    try {
      head = StreamHead.of(fields, connection.connection(), end, true, connection.loop().options());
    } catch (StreamHead.MalformedException malformed) {
      streams.skip(id);
      output.reset(id, ErrorCode.PROTOCOL_ERROR);
      guard.reset();
      return;
    }
    opened(id).begin(head, end);
    if (++requests >= mostRequests && !farewell.isDrained()) {
      connection.drained();
    }
  }

  @Override
  public void data(int id, ByteBuf in, int index, int count, int flow, boolean end) {
    window.received(flow);
    rates.received(count);
    if (count >= FrameType.WORTHY_CONTENT) {
      guard.content();
    } else if (count == 0) {
      guard.control(1);
    }
    var stream = streams.get(id);
    if (stream == null) {
      connection.giveBack(flow);
      dataForNobody(id);
    } else if (stream.hasRemoteEnded()) {
      connection.giveBack(flow);
      connection.reset(stream, ErrorCode.STREAM_CLOSED);
    } else {
      stream.data(in, index, count, flow, end);
    }
  }

  private void dataForNobody(int id) {
    checkNotIdle(id, "DATA");
    if (streams.wasClosed(id)) {
      throw new ConnectionError(
          ErrorCode.STREAM_CLOSED, "Content came for a stream that is closed.");
    }
    guard.control(1);
  }

  private void checkNotIdle(int id, String type) {
    if ((id & 1) == 0 || (id > streams.last() && !farewell.isDrained())) {
      throw ErrorCode.protocolError(
          "A " + type + " frame came for the stream " + id + ", which was never opened.");
    }
  }

  @Override
  public void reset(int id) {
    var stream = streams.get(id);
    if (stream == null) {
      checkNotIdle(id, "RST_STREAM");
      guard.control(1);
      return;
    }
    streams.close(stream, false);
    stream.abandon("The client gave the request up before the end of the body.");
    guard.reset();
    connection.noticeEnd();
  }

  @Override
  public void settings(ByteBuf in, int count) {
    take(in, count);
    output.settingsAcknowledgement();
    turns.pump();
  }

  private void take(ByteBuf in, int count) {
    guard.control(1 + count / 8);
    for (var i = 0; i < count; i++) {
      var at = in.readerIndex() + 6 * i;
      var delta = client.take(in.getUnsignedShort(at), in.getUnsignedInt(at + 2), heads);
      if (delta != 0) {
        growAll(delta);
      }
    }
  }

  private void growAll(int delta) {
    for (var stream : streams.all()) {
      if (!stream.grow(delta)) {
        throw new ConnectionError(
            ErrorCode.FLOW_CONTROL_ERROR, "The window of a stream has become too large.");
      }
    }
  }

  @Override
  public void settingsAcknowledged() {
    guard.control(1);
    settingsAcknowledged = true;
  }

  @Override
  public void ping(long data) {
    guard.control(1);
    output.ping(true, data);
  }

  @Override
  public void pingAcknowledged(long data) {
    guard.control(1);
    if (farewell.isKnown(data)) {
      connection.drained();
    }
  }

  /// The client will close the connection; what it has asked for is still answered.
  @Override
  public void goAway() {
    guard.control(1);
    farewell.leave();
    connection.noticeEnd();
  }

  @Override
  public void windowUpdate(int id, int increment) {
    guard.control(1);
    if (id == 0) {
      window.grow(increment);
      for (var stream : streams.all()) {
        stream.enqueue();
      }
    } else {
      growStream(id, increment);
    }
    turns.pump();
  }

  private void growStream(int id, int increment) {
    var stream = streams.get(id);
    if (stream == null) {
      checkNotIdle(id, "WINDOW_UPDATE");
    } else if (increment == 0) {
      connection.reset(stream, ErrorCode.PROTOCOL_ERROR);
    } else if (!stream.grow(increment)) {
      connection.reset(stream, ErrorCode.FLOW_CONTROL_ERROR);
    }
  }

  @Override
  public void ignored() {
    guard.control(1);
  }
}

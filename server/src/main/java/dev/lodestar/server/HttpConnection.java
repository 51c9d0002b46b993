package dev.lodestar.server;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.server.HeadWriter.Framing;
import dev.lodestar.server.HeadWriter.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One HTTP/1.1 connection (RFC 9112): reads a request, has it answered, reads the next. What a
/// client sends ahead waits as bytes, so answers cannot but be in order. Used on its event loop only.
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private enum Phase {
    HEAD,
    BODY,
    /// The application is at work.
    HANDLING,
    /// The application is done, and a large body is on its way.
    WRITING,
    /// The last response has been written; what the client still sends is dropped, since closing
    /// while bytes arrive would make the kernel send a reset, which can destroy the response.
    LINGERING,
    CLOSED
  }

  private enum Timer {
    NONE,
    IDLE,
    HEAD,
    BODY,
    LINGER
  }

  private static final int MOST_WAITING = 1 << 16;
  private static final int MOST_DROPPED = 1 << 23;
  private static final long LINGER_TIME = TimeUnit.SECONDS.toNanos(2);

  private final LoopContext loop;
  private final Channel channel;
  private final Input input = new Input();
  private final HeadScanner scanner;
  private final Output output;
  private @Nullable Connection connection;
  private Phase phase = Phase.HEAD;
  private boolean advancing;

  /// Head and body of the request that is being received, in phase BODY.
  private @Nullable RequestHead head;

  private @Nullable BodyReader body;

  /// What is being answered, in the phases HANDLING and WRITING.
  private @Nullable Exchange current;

  private @Nullable StreamOutput stream;

  /// Whether the connection stays open after the current response.
  private boolean kept;

  private boolean inputClosed;
  private int dropped;
  private Timer timer = Timer.NONE;
  private long deadline;

  HttpConnection(LoopContext loop, Channel channel) {
    this.loop = loop;
    this.channel = channel;
    scanner = new HeadScanner(loop.options());
    output = new Output(channel, loop.writer());
  }

  LoopContext loop() {
    return loop;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    loop.opened(this);
    if (loop.count().draining()) {
      channel.close();
    }
    settle();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.closed(this);
    loop.count().close(phase == Phase.LINGERING);
    phase = Phase.CLOSED;
    current = null;
    if (stream != null) {
      stream.abandon();
      stream = null;
    }
    output.release();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var data = (ByteBuf) message;
    try {
      if (dropsInput()) {
        drop(data.readableBytes());
      } else {
        input.append(data, loop);
      }
    } finally {
      data.release();
    }
    turn();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    output.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!advancing && channel.isWritable()) {
      turn();
      output.flush();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputClosed = true;
      turn();
      output.flush();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof IOException)) {
      LoggerFactory.getLogger(HttpConnection.class)
          .error("The connection {} is closed after a failure of the server.", channel, failure);
    }
    channel.close();
  }

  /// Goes on as far as the bytes, the application and the client allow.
  private void turn() {
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      var goesOn = true;
      while (goesOn) {
        goesOn = advance();
      }
    } finally {
      advancing = false;
    }
    if (inputClosed) {
      endOfInput();
    }
    settle();
  }

  private boolean advance() {
    try {
      return switch (phase) {
        case HEAD -> !input.isEmpty() && output.isReady() && readHead();
        case BODY -> !input.isEmpty() && readBody();
        case WRITING -> writeBody();
        case HANDLING -> false;
        case LINGERING, CLOSED -> {
          input.clear();
          yield false;
        }
      };
    } catch (HttpException refusal) {
      refuse(refusal, head != null && head.method() == HttpMethod.HEAD);
      return true;
    }
  }

  private boolean readHead() {
    var length = scanner.scan(input);
    if (length == HeadScanner.INCOMPLETE) {
      return false;
    }
    timer = Timer.NONE;
    var parsed = parse(length);
    if (parsed == null) {
      return true;
    }
    if (!parsed.hasBody()) {
      handle(parsed, RequestBody.empty());
      return true;
    }
    head = parsed;
    if (parsed.contentLength() > loop.options().maxBodySize()) {
      throw Refusals.bodyTooLarge(loop.options().maxBodySize());
    }
    body = BodyReader.of(parsed, loop.options());
    phase = Phase.BODY;
    if (parsed.expectsContinue() && input.isEmpty()) {
      output.continueRequest();
    }
    return true;
  }

  private @Nullable RequestHead parse(int length) {
    var parser = loop.parser();
    try {
      var parsed = parser.parse(input.bytes(), input.start());
      input.consume(length);
      return parsed;
    } catch (HttpException refusal) {
      refuse(refusal, parser.refusedHead());
      return null;
    }
  }

  private boolean readBody() {
    if (body == null || head == null || !body.read(input)) {
      return false;
    }
    var complete = RequestBody.of(body.content());
    var parsed = head;
    body = null;
    head = null;
    handle(parsed, complete);
    return true;
  }

  private void handle(RequestHead parsed, RequestBody content) {
    var request =
        Request.of(parsed.method(), parsed.target(), parsed.headers(), content, peer(parsed));
    begin(Exchange.of(this, loop.application(), parsed, request));
  }

  private Connection peer(RequestHead parsed) {
    var protocol = parsed.http11() ? "HTTP/1.1" : "HTTP/1.0";
    if (connection == null || !connection.protocol().equals(protocol)) {
      connection =
          new Connection(channel.remoteAddress(), channel.localAddress(), false, protocol);
    }
    return connection;
  }

  private void refuse(HttpException refusal, boolean headOnly) {
    head = null;
    body = null;
    input.clear();
    begin(Exchange.refusal(this, loop.application(), refusal, headOnly));
  }

  private void begin(Exchange exchange) {
    phase = Phase.HANDLING;
    timer = Timer.NONE;
    current = exchange;
    var response = exchange.start(loop.threads());
    if (response != null) {
      respond(exchange, response);
    }
  }

  /// Takes the response of an exchange that was not finished at once.
  void complete(Exchange exchange, RenderedResponse response) {
    if (exchange == current) {
      respond(exchange, response);
      turn();
      output.flush();
    }
  }

  private void respond(Exchange exchange, RenderedResponse response) {
    kept = exchange.keepAlive() && !isLast();
    var whole =
        output.respond(
            response, exchange.sendsBody(response), exchange.head(), persistence(exchange));
    if (whole) {
      finish(exchange);
    } else {
      phase = Phase.WRITING;
    }
  }

  private boolean writeBody() {
    if (current == null || !output.continueBody()) {
      return false;
    }
    finish(current);
    return true;
  }

  /// Whether no further request will be answered on this connection.
  private boolean isLast() {
    return input.isEmpty() && (inputClosed || loop.count().draining());
  }

  private Persistence persistence(Exchange exchange) {
    if (!kept) {
      return Persistence.CLOSED;
    }
    return exchange.http11() ? Persistence.KEPT : Persistence.KEPT_AND_SAID;
  }

  private void finish(Exchange exchange) {
    current = null;
    // A stop may have begun since the head of the response was written.
    if (kept && !isLast()) {
      phase = Phase.HEAD;
    } else if (exchange.keepAlive() || exchange.isRefusal() || !input.isEmpty()) {
      linger();
    } else {
      close();
    }
  }

  /// Starts a response whose body is written by the application while it is sent.
  void beginStream(Exchange exchange, RenderedResponse response, StreamOutput out) {
    if (exchange != current) {
      out.abandon();
      return;
    }
    stream = out;
    kept = exchange.keepAlive() && exchange.http11() && !isLast();
    output.beginStream(
        response, exchange.http11() ? Framing.CHUNKED : Framing.NONE, persistence(exchange));
  }

  void writeStream(StreamOutput out, byte[] bytes, int offset, int length) {
    if (out == stream) {
      output.writeStream(out, bytes, offset, length);
    } else {
      out.abandon();
    }
  }

  void endStream(Exchange exchange) {
    if (exchange == current) {
      stream = null;
      finish(exchange);
      turn();
      output.flush();
    }
  }

  /// Breaks a response off, so that the client notices.
  void abort(Exchange exchange) {
    if (exchange == current) {
      output.abort();
    }
  }

  private void linger() {
    if (inputClosed) {
      close();
      return;
    }
    phase = Phase.LINGERING;
    loop.count().linger();
    input.clear();
    output.shutdown();
  }

  private void close() {
    phase = Phase.CLOSED;
    input.clear();
    output.close();
  }

  private void endOfInput() {
    switch (phase) {
      case HEAD -> {
        // Complete requests may wait until the client has read the responses before.
        if (output.isReady()) {
          close();
        }
      }
      case BODY -> close();
      case LINGERING -> channel.close();
      case HANDLING, WRITING, CLOSED -> {
        // The response is still sent: a client may close its side when it has asked.
      }
    }
  }

  private boolean dropsInput() {
    return phase == Phase.LINGERING
        || phase == Phase.CLOSED
        || (current != null && current.isRefusal());
  }

  private void drop(int count) {
    dropped += count;
    if (dropped > MOST_DROPPED) {
      if (phase == Phase.LINGERING) {
        channel.close();
      } else {
        channel.config().setAutoRead(false);
      }
    }
  }

  /// Leaves the connection as it has to be while the event loop turns to others.
  private void settle() {
    input.settle();
    setTimer();
    var read = input.size() < MOST_WAITING || phase == Phase.BODY;
    if (read != channel.config().isAutoRead() && dropped <= MOST_DROPPED) {
      channel.config().setAutoRead(read);
    }
  }

  private void setTimer() {
    switch (phase) {
      case HEAD -> {
        if (input.isEmpty()) {
          setTimer(Timer.IDLE, loop.idleTimeout());
        } else if (!output.isReady()) {
          timer = Timer.NONE;
        } else if (timer != Timer.HEAD) {
          setTimer(Timer.HEAD, loop.headerTimeout());
        }
      }
      case BODY -> setTimer(Timer.BODY, loop.bodyTimeout());
      case LINGERING -> {
        if (timer != Timer.LINGER) {
          setTimer(Timer.LINGER, LINGER_TIME);
        }
      }
      case HANDLING, WRITING, CLOSED -> timer = Timer.NONE;
    }
  }

  private void setTimer(Timer kind, long timeout) {
    timer = kind;
    deadline = loop.deadline(timeout);
  }

  /// Looks for time-outs.
  void tick(long now) {
    if (output.isStalled(now, loop.writeTimeout())) {
      output.abort();
    } else if (timer != Timer.NONE && now - deadline > 0) {
      switch (timer) {
        case NONE -> {
          // excluded above
        }
        case IDLE, LINGER -> channel.close();
        case HEAD -> timeOut(Refusals.headTooSlow());
        case BODY -> timeOut(Refusals.bodyTooSlow());
      }
    }
  }

  private void timeOut(HttpException refusal) {
    refuse(refusal, head != null && head.method() == HttpMethod.HEAD);
    turn();
    output.flush();
  }

  /// Closes the connection if it is idle; else after its next response, see [#isLast()].
  void drain() {
    if (phase == Phase.HEAD && input.isEmpty()) {
      close();
    }
  }

  /// Closes the connection at once, whatever it does.
  void interrupt() {
    if (current != null) {
      current.interrupt();
      output.abort();
    } else {
      channel.close();
    }
  }
}

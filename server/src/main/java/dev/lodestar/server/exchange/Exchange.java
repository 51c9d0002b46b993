package dev.lodestar.server.exchange;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One request, or its refusal, and the response: the task of a virtual thread.
public final class Exchange implements RequestThreads.Task {
  /// Why a request is refused, and whose it is.
  private record Refused(HttpException failure, Connection connection) {}

  private static final int NOT_COUNTED = 0;
  private static final int COUNTED = 1;
  private static final int ENDED = 2;
  private static final AtomicIntegerFieldUpdater<Exchange> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Exchange.class, "counted");

  private final Carrier carrier;
  private final HttpApplication application;

  /// Missing if the head of what is refused was not read.
  private final @Nullable Request request;

  private final @Nullable Refused refusal;
  private final boolean head;

  /// How a body is framed whose length is not known.
  private final Framing openEnded;

  /// The thread as the event loop knows it, if it carries it.
  private @Nullable RequestThread carried;

  /// Whether the application broke its word.
  private boolean broken;

  /// Whether the thread will not answer.
  private volatile boolean lost;

  /// Where the body is written to, if it is streamed. Used on the event loop only.
  private @Nullable StreamOutput stream;

  /// The files that the body lies in, until the event loop has taken them.
  private @Nullable OpenFiles files;

  /// What the event loop knows of the stream. Used on the event loop only.
  private @Nullable StreamWatch watch;

  /// Whether the client went while the thread was at work, so that a stop waits for the thread
  /// itself. Used on the event loop only.
  private boolean orphaned;

  /// The WebSocket that the response opens, until the event loop has taken it.
  private ResponseBody.@Nullable WebSocket unopened;

  private @Nullable Receipt receipt;

  /// The response of a thread that has ended in its beginning, which the event loop comes back to.
  private @Nullable RenderedResponse response;

  private @Nullable Thread thread;

  /// Whether this counts as a request in flight: one of the states above.
  private volatile int counted;

  /// How many bytes of the request's body count as kept in memory. Used on the event loop only.
  private long kept;

  /// How many will if the thread takes its time. Used on the event loop only.
  private long unkept;

  private Exchange(
      Carrier carrier,
      HttpApplication application,
      @Nullable Request request,
      @Nullable Refused refusal,
      boolean head,
      Framing openEnded) {
    this.carrier = carrier;
    this.application = application;
    this.request = request;
    this.refusal = refusal;
    this.head = head;
    this.openEnded = openEnded;
  }

  /// Returns the exchange of a request that the application handles.
  ///
  /// @param openEnded how the body of the response is framed if its length is not known
  public static Exchange of(Carrier carrier, Request request, Framing openEnded) {
    return new Exchange(
        carrier,
        carrier.loop().application(),
        request,
        null,
        request.method() == HttpMethod.HEAD,
        openEnded);
  }

  /// Returns the exchange of a request that the application is only asked to refuse.
  ///
  /// @param request what was refused; `null` if its head was not read
  /// @param head whether the answer has no body, as for the method HEAD
  /// @param openEnded how the body of the response is framed if its length is not known
  public static Exchange refusal(
      Carrier carrier,
      HttpException refusal,
      @Nullable Request request,
      boolean head,
      Framing openEnded) {
    var refused = new Refused(refusal, carrier.connection());
    return new Exchange(carrier, carrier.loop().application(), request, refused, head, openEnded);
  }

  /// Tells whether a response has a body on the wire. Whatever a response carries: what answers
  /// HEAD, and 1xx, 204, 205 and 304, has none.
  public static boolean sendsBody(RenderedResponse response, boolean head) {
    var status = response.status();
    return !head && status.allowsContent() && status.code() != 205;
  }

  public boolean isRefusal() {
    return refusal != null;
  }

  /// Tells whether the application broke its word, so that its connection is not trusted any
  /// further.
  public boolean isBroken() {
    return broken;
  }

  /// Tells whether the thread will not answer, and there may have been no memory to say so.
  public boolean isLost() {
    return lost;
  }

  /// Has the thread started. Called on the event loop, which calls [Carrier#complete] or
  /// [Carrier#delayed] later, but soon, if it carries the thread.
  ///
  /// @return whether it does; if not, the carrier hears of the exchange when there is a response
  public boolean start(RequestThreads threads) {
    carried = threads.start((RequestThreads.Task) this);
    if (carried == null) {
      count();
      thread = RequestThreads.startElsewhere(this);
      return false;
    }
    thread = carried.thread();
    return true;
  }

  /// Counts a request that takes its time as in flight, unless it has ended meanwhile.
  private void count() {
    if (refusal == null && counted == NOT_COUNTED) {
      carrier.loop().load().begin();
      if (!COUNT.compareAndSet(this, NOT_COUNTED, COUNTED)) {
        carrier.loop().load().end();
      } else if (unkept > 0) {
        carrier.memory().keepAnyway(unkept);
        kept += unkept;
        unkept = 0;
      }
    }
  }

  private void endCount() {
    if (COUNT.getAndSet(this, ENDED) == COUNTED) {
      carrier.loop().load().end();
    }
  }

  /// Takes the count of the request's body over, until the exchange is over. What has not been
  /// counted, since it came at once, will be if the thread takes its time. Called on the event
  /// loop.
  public void keeps(Collected body) {
    kept = body.takeKept();
    unkept = Math.max(0, body.size() - kept);
  }

  /// Takes note that the exchange is over. Called on the event loop; [#drop()] does the same.
  public void letGo() {
    if (kept > 0) {
      carrier.memory().letGo(kept);
      kept = 0;
    }
  }

  @Override
  public void begun() {
    var early = response;
    if (early == null) {
      delayed();
      return;
    }
    try {
      carrier.complete(this, early);
    } catch (Throwable failure) {
      carrier.fail(failure);
    }
  }

  @Override
  public void delayed() {
    count();
    carrier.delayed(this);
  }

  @Override
  public void begunLate() {
    var late = response;
    if (late != null) {
      endCount();
      onEventLoop(new Completion(late));
    }
  }

  /// Whoever carries this asks at each tick: there may be no memory to tell.
  @Override
  public void lost() {
    endWithoutAnswer();
    carrier.loop().load().memoryHasRunOut();
  }

  private void endWithoutAnswer() {
    lost = true;
    endCount();
  }

  /// No lambda: a first request that takes its time gets here, and linking one would add to it.
  private final class Completion implements Runnable {
    private final RenderedResponse completed;

    Completion(RenderedResponse completed) {
      this.completed = completed;
    }

    @Override
    public void run() {
      carrier.complete(Exchange.this, completed);
    }
  }

  /// Interrupts the thread, when the server closes the connection under its hands.
  public void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Takes note that the content of a response has been copied. Called on the event loop.
  public void contentIsSent(RenderedResponse sent) {
    if (request != null && sent.body() instanceof ResponseBody.Bytes bytes) {
      request.contentIsSent(bytes.array());
    }
  }

  /// Returns what is owed to the application for the response, if anything.
  public @Nullable Receipt receipt() {
    return receipt;
  }

  /// Hands over the files that the body lies in, if it does. Called on the event loop.
  public @Nullable OpenFiles takeFiles() {
    var taken = files;
    files = null;
    return taken;
  }

  /// Hands over the WebSocket that the response opens; only a response with status 101 does. Called
  /// on the event loop.
  public ResponseBody.WebSocket takeSocket() {
    var taken = unopened;
    if (taken == null) {
      throw new IllegalStateException("The response opens no WebSocket.");
    }
    unopened = null;
    return taken;
  }

  /// Takes note of where the body is written to. Called on the event loop.
  public void stream(StreamOutput out, StreamWatch watch) {
    stream = out;
    this.watch = watch;
  }

  /// What is known of the stream; `null` while there is none. Called on the event loop.
  public @Nullable StreamWatch watch() {
    return watch;
  }

  /// Takes note that the client has gone while the thread is at work. Called on the event loop.
  public void orphan() {
    if (thread == null) {
      // There was no memory for a thread, so nobody will report its end.
      drop();
      return;
    }
    orphaned = true;
    carrier.loop().count().begin();
    if (stream != null) {
      stream.abandon();
    }
  }

  /// Takes note that the response will not be sent, or not to its end, and that the thread has done
  /// its work. Called on the event loop.
  public void drop() {
    letGo();
    if (files != null) {
      files.close();
    }
    if (orphaned) {
      orphaned = false;
      carrier.loop().count().end();
    }
    failSocket();
    if (receipt != null) {
      receipt.settle(Delivery.ABORTED);
    }
  }

  @Override
  public void run() {
    try {
      answer();
    } catch (Throwable failure) {
      // There may be no memory left to say so; whoever waits for an answer must not wait for ever.
      endWithoutAnswer();
      carrier.loop().failing(failure);
      onEventLoop(() -> carrier.abort(this));
      throw failure;
    }
  }

  private void answer() {
    RenderedResponse rendered;
    try {
      rendered = withFiles(answer(refusal == null ? null : refusal.failure()));
    } catch (OpenFiles.TooShortException changed) {
      logger().error("The response to {} cannot be sent. {}.", this, changed.getMessage());
      endCount();
      onEventLoop(() -> carrier.abort(this));
      return;
    }
    receipt = Receipt.of(carrier.loop(), rendered, request);
    if (isWrittenByThread(rendered)) {
      endCount();
      send(rendered, rendered.body());
    } else if (carried != null && carried.isInBeginning()) {
      // Not counted yet; if it is from now on, begunLate() follows.
      response = rendered;
    } else {
      endCount();
      onEventLoop(new Completion(rendered));
    }
  }

  /// No switch: the first one by types costs a process ten classes and their linking.
  private boolean isWrittenByThread(RenderedResponse rendered) {
    return !isInMemory(rendered.body())
        && !(rendered.body() instanceof ResponseBody.WebSocket)
        && sendsBody(rendered)
        && (files == null || !files.isZeroCopy() || !carrier.sendsFiles());
  }

  public boolean head() {
    return head;
  }

  private boolean sendsBody(RenderedResponse rendered) {
    return sendsBody(rendered, head);
  }

  private RenderedResponse refuse(HttpException told) {
    return request == null && refusal != null
        ? application.refuse(told, refusal.connection())
        : application.refuse(told, Optional.ofNullable(request));
  }

  /// Asks the application.
  ///
  /// @param told what it is to refuse the request with; `null` if it is to handle it
  private RenderedResponse answer(@Nullable HttpException told) {
    try {
      var rendered = told == null ? application.handle(request()) : refuse(told);
      var status = rendered.status().code();
      if (status == 503 && rendered.failure().orElse(null) instanceof OutOfMemoryError) {
        return withoutMemory(rendered);
      }
      if (status >= 200 || opensSocket(rendered)) {
        return rendered;
      }
      logger().error("{} was answered {}, which is not a final status.", this, rendered.status());
      rendered.complete(Delivery.ABORTED, Optional.ofNullable(request));
    } catch (OutOfMemoryError full) {
      carrier.loop().load().memoryHasRunOut();
      logger().error("out_of_memory {}", this, full);
      return carrier.loop().load().response();
    } catch (Throwable failure) {
      logger().error("The application failed to answer {}.", this, failure);
    }
    broken = true;
    // It cannot even say that it has failed.
    return plain(told == null ? Status.INTERNAL_SERVER_ERROR : told.status());
  }

  /// The application has logged what failed; the client is told what it is told with every
  /// overload.
  private RenderedResponse withoutMemory(RenderedResponse rendered) {
    carrier.loop().load().memoryHasRunOut();
    var told = carrier.loop().load().response();
    return rendered.completion().map(told::withCompletion).orElse(told);
  }

  /// Tells whether a response turns what carries the request into a WebSocket, as it was asked to.
  private boolean opensSocket(RenderedResponse rendered) {
    if (!(rendered.body() instanceof ResponseBody.WebSocket socket)) {
      return false;
    }
    unopened = socket;
    if (refusal == null && request().webSocketOffer().isPresent()) {
      return true;
    }
    failSocket();
    return false;
  }

  private void failSocket() {
    if (unopened != null) {
      unopened.session().failed();
      unopened = null;
    }
  }

  /// Opens the files that a response lies in. If one is not there, the application is asked again;
  /// if the answer to that is not there either, it is answered here.
  ///
  /// @throws OpenFiles.TooShortException if a file has changed since the response was made
  private RenderedResponse withFiles(RenderedResponse rendered) throws OpenFiles.TooShortException {
    if (isInMemory(rendered.body())) {
      return rendered;
    }
    var failure = open(rendered);
    if (failure == null) {
      return rendered;
    }
    var refused = answer(failure);
    return isInMemory(refused.body()) || open(refused) == null ? refused : plain(failure.status());
  }

  private static boolean isInMemory(ResponseBody body) {
    return body instanceof ResponseBody.Bytes || body instanceof ResponseBody.Empty;
  }

  /// Opens files.
  ///
  /// @return what the client is told if that fails; `null` if it does not
  private @Nullable HttpException open(RenderedResponse rendered)
      throws OpenFiles.TooShortException {
    HttpException told;
    try {
      files = sendsBody(rendered) ? OpenFiles.of(rendered.body()) : null;
      return null;
    } catch (OpenFiles.UnavailableException unavailable) {
      logger().error("file_unavailable {}: {}", this, unavailable.getMessage());
      told = carrier.loop().load().refusal();
    } catch (OpenFiles.TooShortException changed) {
      rendered.complete(Delivery.ABORTED, Optional.ofNullable(request));
      throw changed;
    } catch (NoSuchFileException missing) {
      told = nothingThere();
    } catch (IOException | RuntimeException unreadable) {
      logger().warn("A file could not be read for {}: {}", this, unreadable.toString());
      told = nothingThere();
    }
    rendered.complete(Delivery.ABORTED, Optional.ofNullable(request));
    return told;
  }

  private static HttpException nothingThere() {
    return HttpException.notFound("There is nothing at this address.");
  }

  /// The answer of last resort, when the application cannot even render its own failure.
  private static RenderedResponse plain(Status status) {
    return RenderedResponse.of(
        HttpMethod.GET,
        status,
        Optional.of(MediaType.TEXT),
        Headers.empty(),
        ResponseBody.of(status.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void send(RenderedResponse rendered, ResponseBody body) {
    var length = body.contentLength();
    var framing = length >= 0 ? Framing.LENGTH : openEnded;
    var out = new StreamOutput(carrier, this, framing, length);
    if (!onEventLoop(() -> carrier.beginStream(this, rendered, framing, out))) {
      return;
    }
    try {
      write(body, out);
      out.finish();
      onEventLoop(() -> carrier.endStream(this));
    } catch (Throwable failure) {
      if (failure instanceof OutOfMemoryError) {
        carrier.loop().load().memoryHasRunOut();
      }
      onEventLoop(() -> carrier.abort(this));
      if (!out.clientGone()) {
        logBreak(failure);
      }
    }
  }

  /// Whoever writes a response may still read the request, and find the client at fault.
  private void logBreak(Throwable failure) {
    if (failure instanceof HttpException refusal && refusal.status().code() < 500) {
      logger().info("The response to {} broke off: {}", this, refusal.getMessage());
    } else if (!(failure instanceof ClientDisconnectedException)) {
      logger().error("The response to {} broke off while it was written.", this, failure);
    }
  }

  private void write(ResponseBody body, StreamOutput out) throws Exception {
    out.begin();
    try {
      if (files == null) {
        body.writeTo(out);
        return;
      }
      try (var opened = files) {
        opened.writeTo(out);
      }
    } finally {
      out.leave();
    }
  }

  /// Returns `false` if the server has been stopped and the connection with it.
  private boolean onEventLoop(Runnable task) {
    try {
      carrier.execute(task);
      return true;
    } catch (RejectedExecutionException serverStopped) {
      if (files != null) {
        files.close();
      }
      failSocket();
      if (receipt != null) {
        receipt.settleAfterStop();
      }
      return false;
    }
  }

  /// Returns the request, of which there is one unless its head was refused.
  public Request request() {
    if (request == null) {
      throw new IllegalStateException("There is no request.");
    }
    return request;
  }

  /// Made when it is needed: most servers never log from here.
  private static org.slf4j.Logger logger() {
    return LoggerFactory.getLogger(Exchange.class);
  }

  @Override
  public String toString() {
    return request != null
        ? request.id() + " " + request.method() + " " + request.path()
        : "a malformed request";
  }
}

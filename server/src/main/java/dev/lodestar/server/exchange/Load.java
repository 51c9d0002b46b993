package dev.lodestar.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/// How much is asked of a server at the moment, whether that is too much, and what clients are
/// answered then. Thread-safe.
///
/// Requests that are answered without blocking are never counted: an event loop has one of them at
/// a time.
public final class Load implements BodyMemory {
  private static final String DETAIL = "The server is busy. Try again later.";
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /// Which part of the memory for bodies one connection may have.
  static final int PART_OF_CONNECTION = 4;

  /// In how many seconds as many bytes have to come as are kept, while memory is scarce.
  static final int SECONDS_KEPT = 60;

  /// Why a request is turned away, as the log says it.
  private enum Reason {
    REQUESTS_IN_FLIGHT,
    MEMORY,
    BUFFERED_BODIES,
    BUFFERED_BODIES_OF_CONNECTION,
    OPEN_STREAMS
  }

  private final long mostInFlight;
  private final long mostBuffered;
  private final RenderedResponse response;
  private final HttpException refusal;
  private final String retryAfter;
  private final MemoryWatch memory;
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong buffered = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

  public Load(OverloadOptions options) {
    mostInFlight = options.maxRequestsInFlight();
    mostBuffered = Math.min(options.maxBufferedBodies(), Runtime.getRuntime().maxMemory() / 2);
    memory = new MemoryWatch(options.maxMemoryUse());
    retryAfter = Long.toString(wholeSeconds(options.retryAfter()));
    response =
        RenderedResponse.of(
            HttpMethod.GET,
            Status.SERVICE_UNAVAILABLE,
            Optional.of(MediaType.PROBLEM_JSON),
            Headers.of("Retry-After", retryAfter),
            ResponseBody.of(json().getBytes(UTF_8)));
    refusal =
        HttpException.of(Status.SERVICE_UNAVAILABLE, DETAIL).withHeader("Retry-After", retryAfter);
  }

  private static long wholeSeconds(Duration time) {
    return Math.max(1, time.toSeconds() + (time.toNanosPart() > 0 ? 1 : 0));
  }

  private static String json() {
    return "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\""
        + DETAIL
        + "\"}";
  }

  /// Tells whether another request would be too much; it is turned away then.
  public boolean isTooMuch() {
    if (inFlight.get() >= mostInFlight) {
      log(Reason.REQUESTS_IN_FLIGHT);
      return true;
    }
    if (memory.isTight()) {
      log(Reason.MEMORY);
      return true;
    }
    return false;
  }

  /// Takes note that a response or a WebSocket was turned away since too many are open.
  public void tooManyStreams() {
    log(Reason.OPEN_STREAMS);
  }

  /// The response to a request that is turned away, made once for all.
  public RenderedResponse response() {
    return response;
  }

  /// The value of `Retry-After` in it.
  public String retryAfter() {
    return retryAfter;
  }

  /// What refuses a request that cannot even be received. There is one instance, so that it can be
  /// told from what the application throws.
  public HttpException refusal() {
    return refusal;
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  void end() {
    inFlight.decrementAndGet();
  }

  @Override
  public void keep(long bytes, long before) {
    if (!tryKeep(bytes)) {
      throw refusal;
    }
  }

  /// Counts bytes that are kept in memory.
  ///
  /// @return `false` if there are too many; nothing is counted then
  public boolean tryKeep(long bytes) {
    if (buffered.addAndGet(bytes) > mostBuffered) {
      buffered.addAndGet(-bytes);
      log(Reason.BUFFERED_BODIES);
      return false;
    }
    return true;
  }

  /// The most bytes of bodies of one connection, unless it is one body.
  long mostOfConnection() {
    return mostBuffered / PART_OF_CONNECTION;
  }

  /// Takes note that a connection has no memory left for another body.
  ///
  /// @return [#refusal()]
  HttpException shareIsUsedUp() {
    log(Reason.BUFFERED_BODIES_OF_CONNECTION);
    return refusal;
  }

  /// How many bytes have to come in a second of what is kept until the rest has come. Any rate will
  /// do while there is memory enough. Beyond a half of it, who keeps much has to bring much:
  /// holding the memory of others must cost a client more than a few bytes now and then.
  ///
  /// @param kept how many bytes count as kept
  public long leastRate(long kept) {
    return buffered.get() > mostBuffered / 2 ? kept / SECONDS_KEPT : 0;
  }

  @Override
  public void keepAnyway(long bytes) {
    buffered.addAndGet(bytes);
  }

  @Override
  public HttpException hasRunOut() {
    memoryHasRunOut();
    log(Reason.MEMORY);
    return refusal;
  }

  @Override
  public void letGo(long bytes) {
    if (bytes > 0) {
      buffered.addAndGet(-bytes);
    }
  }

  /// Takes note that memory has run out somewhere. Takes none.
  void memoryHasRunOut() {
    memory.hasRunOut();
  }

  /// Looks at the memory. Called by event loops at each tick.
  void tick(long now) {
    memory.tick(now);
  }

  /// Ends what looks at the memory.
  public void close() {
    memory.close();
  }

  /// Says so, at most every ten seconds.
  private void log(Reason reason) {
    var count = turnedAway.incrementAndGet();
    var now = System.nanoTime();
    var due = nextLog.get();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL)) {
      LoggerFactory.getLogger(Load.class)
          .warn(
              "requests_turned_away count={} reason={} in_flight={} buffered_bytes={}",
              count,
              reason.name().toLowerCase(java.util.Locale.ROOT),
              inFlight.get(),
              buffered.get());
    }
  }
}

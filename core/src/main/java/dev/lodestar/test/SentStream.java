package dev.lodestar.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Gives the HTTP client of the JDK the content of a request as it comes. The client's own
/// publisher of streams waits for a second piece before the first is sent.
///
/// @param source opens the stream, each time the request is sent
record SentStream(Supplier<? extends InputStream> source) implements BodyPublisher {
  private static final int PIECE = 1 << 14;
  private static final int MOST_WANTED = 1 << 20;

  /// Not known.
  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    var sending = new Sending(source.get(), subscriber);
    subscriber.onSubscribe(sending);
    Thread.ofVirtual().name("content of a request").start(sending);
  }

  /// Reads the stream, piece by piece as the client wants them, on a thread of its own.
  private static final class Sending implements Subscription, Runnable {
    private final InputStream in;
    private final Subscriber<? super ByteBuffer> subscriber;
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean cancelled;

    Sending(InputStream in, Subscriber<? super ByteBuffer> subscriber) {
      this.in = in;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long pieces) {
      wanted.release((int) Math.min(pieces, MOST_WANTED));
    }

    @Override
    public void cancel() {
      cancelled = true;
      wanted.release();
    }

    @Override
    public void run() {
      try (in) {
        while (true) {
          wanted.acquireUninterruptibly();
          if (cancelled) {
            return;
          }
          var piece = new byte[PIECE];
          var count = in.read(piece);
          if (count < 0) {
            subscriber.onComplete();
            return;
          }
          subscriber.onNext(ByteBuffer.wrap(piece, 0, count));
        }
      } catch (IOException | RuntimeException failure) {
        subscriber.onError(failure);
      }
    }
  }
}

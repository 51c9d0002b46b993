package dev.lodestar.server.exchange;

/// What a connection waits for, and until when. Used on the event loop only.
public final class Deadline {
  /// What is waited for.
  public enum Awaited {
    /// Nothing that has a time-out.
    NOTHING,
    /// The next request.
    REQUEST,
    /// The rest of a head, counted from its first byte.
    HEAD,
    /// The next bytes of a body.
    BODY,
    /// The end of a connection that has been answered for the last time.
    END
  }

  private final LoopContext loop;
  private Awaited awaited = Awaited.NOTHING;
  private long end;

  public Deadline(LoopContext loop) {
    this.loop = loop;
  }

  /// Waits from now on, also if it has waited for the same already.
  public void restart(Awaited what, long timeout) {
    awaited = what;
    end = loop.deadline(timeout);
  }

  /// Waits from now on, unless it has waited for the same already.
  public void start(Awaited what, long timeout) {
    if (awaited != what) {
      restart(what, timeout);
    }
  }

  public void clear() {
    awaited = Awaited.NOTHING;
  }

  /// Tells whether something is waited for at the moment.
  public boolean awaits(Awaited what) {
    return awaited == what;
  }

  /// When the waiting is over.
  public long end() {
    return end;
  }

  /// Returns what has been waited for too long.
  public Awaited expired(long now) {
    return now - end > 0 ? awaited : Awaited.NOTHING;
  }
}

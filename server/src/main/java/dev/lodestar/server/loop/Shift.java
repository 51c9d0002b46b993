package dev.lodestar.server.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The time for which one thread has a loop. It says which work the thread does, so that a watchdog
/// can tell that it does the same for long, and lets the loop be taken away during work only.
///
/// A piece of work costs an ordered write where it begins and a compare-and-set where it ends, and
/// no look at a clock.
public final class Shift {
  private static final long LOST = -1;
  private static final Work NONE = new NoWork();
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Shift.class, "state", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Loop loop;

  /// Odd during work, even between; grows with each piece of work, so that no two look alike.
  @SuppressWarnings("unused")
  private volatile long state;

  /// What is done, or was done last. Read by the watchdog after [#state] only.
  private Work work = NONE;

  private volatile boolean left;

  Shift(Loop loop) {
    this.loop = loop;
  }

  Loop loop() {
    return loop;
  }

  /// Begins a piece of work. Called by the thread that has the shift.
  ///
  /// @return what tells it from every other one of this shift
  long begin(Work next) {
    work = next;
    var number = (long) STATE.get(this) + 1;
    STATE.setRelease(this, number);
    return number;
  }

  /// Ends it.
  ///
  /// @return `false` if the loop has been lost meanwhile
  boolean end() {
    var current = (long) STATE.getAcquire(this);
    return current != LOST && STATE.compareAndSet(this, current, current + 1);
  }

  /// Tells whether a piece of work goes on and has not lost the loop. Any thread may ask.
  public boolean isAt(long number) {
    return state() == number;
  }

  long state() {
    return (long) STATE.getAcquire(this);
  }

  /// Tells whether a state was taken during work.
  static boolean isWorking(long state) {
    return (state & 1) != 0 && state != LOST;
  }

  /// Tells whether a piece of work goes on, or the loop was lost during one.
  boolean isAtWork() {
    return (state() & 1) != 0;
  }

  /// Takes the loop away, unless the work has ended.
  boolean takeAway(long working) {
    return STATE.compareAndSet(this, working, LOST);
  }

  boolean isLost() {
    return state() == LOST;
  }

  /// What is done. Means something while the state is that of the work, or the loop is lost.
  Work work() {
    return work;
  }

  /// Takes note that the thread that has lost the loop has done its work.
  void leave() {
    left = true;
  }

  boolean hasLeft() {
    return left;
  }

  /// Stands for what a thread does that has done nothing yet.
  private static final class NoWork implements Work {
    @Override
    public Thread thread() {
      return Thread.currentThread();
    }

    @Override
    public void carry(Shift shift, long number) {}

    @Override
    public void done() {}

    @Override
    public void abandoned() {}

    @Override
    public void late() {}
  }
}

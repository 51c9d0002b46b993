package dev.lodestar.graph;

import dev.lodestar.http.Status;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Resource;
import org.jspecify.annotations.Nullable;

/// The dependencies of one request, from the first provider to the last cleanup.
///
/// Its owner calls, from one thread at a time: [#provide()], then [#arguments()]; after the result
/// was rendered [#settle(Status)], and when the response was sent [#complete(boolean)]; or, if
/// anything failed, [#fail(Throwable)]. Cleanups run exactly once, in the reverse order of
/// creation.
public final class RequestScope {
  private static final LaterCell[] NO_CELLS = new LaterCell[0];

  private final ScopePlan plan;
  private final @Nullable Object[] frame;
  private final @Nullable LaterCell[] cells;
  private @Nullable Ending endings;
  private @Nullable Status status;
  private boolean ended;

  /// Opens a scope.
  ///
  /// @param frame as long as the plan says, and filled with the inputs
  public RequestScope(ScopePlan plan, @Nullable Object[] frame) {
    this.plan = plan;
    this.frame = frame;
    this.cells = plan.later == null ? NO_CELLS : cells(plan.later);
  }

  private static @Nullable LaterCell[] cells(boolean[] later) {
    var cells = new @Nullable LaterCell[later.length];
    for (var i = 0; i < later.length; i++) {
      cells[i] = later[i] ? new LaterCell() : null;
    }
    return cells;
  }

  /// Runs the providers.
  ///
  /// @throws Throwable whatever a provider throws
  public void provide() throws Throwable {
    for (var batch : plan.batches) {
      if (batch.length == 1) {
        keep(batch[0], nodeAt(batch[0]).make(this, frame));
      } else {
        together(batch);
      }
    }
  }

  private Node nodeAt(int place) {
    return plan.nodes[place - plan.inputs];
  }

  /// What has been made is kept, and ended later, in the order of the plan, also if another failed.
  private void together(int[] batch) throws Throwable {
    var results = new @Nullable Object[batch.length];
    var failure =
        ConcurrentCalls.run(batch.length, i -> results[i] = nodeAt(batch[i]).make(this, frame));
    for (var i = 0; i < batch.length; i++) {
      if (results[i] != null) {
        keep(batch[i], results[i]);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void keep(int place, @Nullable Object made) {
    var provider = nodeAt(place).provider();
    if (provider == null || made == null) {
      frame[place] = made;
      return;
    }
    if (made instanceof Resource<?> || made instanceof AutoCloseable || provider.hasHooks()) {
      remember(provider, made);
    }
    frame[place] = made instanceof Resource<?> resource ? resource.value() : made;
  }

  private void remember(ProviderCall provider, Object made) {
    synchronized (this) {
      if (!ended) {
        endings = Ending.of(provider, made, endings);
        return;
      }
    }
    var late = Ending.of(provider, made, null);
    var over = over();
    if (late != null) {
      late.end(new Outcome.Failure(over));
    }
    throw over;
  }

  private static IllegalStateException over() {
    return new IllegalStateException(
        "The request is over; a Supplier of a dependency makes its value only until then.");
  }

  /// Makes a value that is made only when asked for, and what that needs. A value waits only for
  /// those it is made of, so two threads cannot wait for each other.
  @SuppressWarnings("NullAway") // a value of a provider is never null
  Object later(int place) throws Throwable {
    make(place);
    return frame[place];
  }

  private void make(int place) throws Throwable {
    var cell = place < plan.inputs || cells.length == 0 ? null : cells[place - plan.inputs];
    if (cell == null) {
      return;
    }
    synchronized (cell) {
      if (cell.failure != null) {
        throw cell.failure;
      }
      if (cell.made) {
        return;
      }
      if (isEnded()) {
        throw over();
      }
      try {
        var node = nodeAt(place);
        for (var source : node.sources) {
          if (!(node instanceof Node.Later)) {
            make(source);
          }
        }
        keep(place, node.make(this, frame));
        cell.made = true;
      } catch (Throwable failure) {
        cell.failure = failure;
        throw failure;
      }
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  /// The arguments of the handler.
  public @Nullable Object[] arguments() {
    var places = plan.arguments;
    var arguments = new @Nullable Object[places.length];
    for (var i = 0; i < places.length; i++) {
      arguments[i] = frame[places[i]];
    }
    return arguments;
  }

  /// The object that the handler is called on, if it belongs to the request.
  ///
  /// @param shared the object otherwise
  public @Nullable Object receiver(@Nullable Object shared) {
    return plan.receiver == ScopePlan.NO_RECEIVER ? shared : frame[plan.receiver];
  }

  /// Runs the hooks before the response, latest first. If one throws, the others learn of it.
  ///
  /// @param rendered the status of the rendered response
  /// @throws Throwable what the first failing hook threw
  public void settle(Status rendered) throws Throwable {
    status = rendered;
    var outcome = new Outcome.Success(rendered, false);
    for (var ending = latest(); ending != null; ending = ending.earlier()) {
      ending.settle(outcome);
    }
  }

  /// Runs the hooks before the response that have not run, and then ends everything.
  ///
  /// @param cause what was thrown
  public void fail(Throwable cause) {
    var outcome = new Outcome.Failure(cause);
    for (var ending = latest(); ending != null; ending = ending.earlier()) {
      try {
        ending.settle(outcome);
      } catch (Throwable failure) {
        ending.log(failure);
      }
    }
    end(outcome);
  }

  /// Ends everything after the response.
  ///
  /// @param delivered whether the client received the whole response
  public void complete(boolean delivered) {
    var sent = status;
    if (sent != null) {
      end(new Outcome.Success(sent, delivered));
    }
  }

  /// Tells whether anything has to be ended.
  public boolean hasEndings() {
    return plan.later != null || latest() != null;
  }

  private synchronized @Nullable Ending latest() {
    return endings;
  }

  private void end(Outcome outcome) {
    for (var ending = takeEndings(); ending != null; ending = ending.earlier()) {
      ending.end(outcome);
    }
  }

  private synchronized @Nullable Ending takeEndings() {
    ended = true;
    var all = endings;
    endings = null;
    return all;
  }

  /// Guards one value that is made when asked for.
  private static final class LaterCell {
    private boolean made;
    private @Nullable Throwable failure;
  }
}

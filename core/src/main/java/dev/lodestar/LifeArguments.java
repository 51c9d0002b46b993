package dev.lodestar;

import dev.lodestar.bind.ContextArgument;
import dev.lodestar.bind.ContextTypes;
import dev.lodestar.event.Events;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.lifecycle.State;
import dev.lodestar.sse.LastEventId;
import org.jspecify.annotations.Nullable;

/// What parameters take that belongs to the life of an application, and what its batteries make of
/// a request.
///
/// @param life the life
record LifeArguments(AppLife life) implements ContextTypes.Added {

  @Override
  public @Nullable ContextArgument argument(Class<?> type) {
    if (type == State.class) {
      return ContextArgument.of(request -> life.state());
    }
    var background = life.background();
    if (type == Events.class) {
      return ContextArgument.of(request -> background.of(request).events());
    }
    if (type == BackgroundTasks.class) {
      return ContextArgument.of(request -> background.of(request).tasks());
    }
    return type == LastEventId.class
        ? ContextArgument.ofHeader(
            request -> LastEventId.of(request.headers()),
            "Last-Event-ID",
            "The id of the last event that the client has seen.")
        : null;
  }

  @Override
  public @Nullable Object shared(Class<?> type) {
    if (type == State.class) {
      return life.state();
    }
    return type == Events.class ? life.events() : null;
  }
}

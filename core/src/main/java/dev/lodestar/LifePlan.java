package dev.lodestar;

import dev.lodestar.background.Background;
import dev.lodestar.background.Subscription;
import dev.lodestar.lifecycle.State;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What was said to the builder of an application about its life, from which each application that
/// is built gets a life of its own.
record LifePlan(
    List<Function<ListenerMethods, List<Subscription>>> listeners,
    List<Consumer<State>> initialState,
    int maxPendingEvents,
    List<RegisteredLifespan> lifespans) {

  LifePlan {
    listeners = List.copyOf(listeners);
    initialState = List.copyOf(initialState);
    lifespans = List.copyOf(lifespans);
  }

  AppLife create(List<StartupProblem> problems) {
    var methods = new ListenerMethods(problems);
    var subscriptions = new ArrayList<Subscription>();
    for (var listener : listeners) {
      subscriptions.addAll(listener.apply(methods));
    }
    var state = new State();
    for (var initial : initialState) {
      initial.accept(state);
    }
    return new AppLife(state, new Background(subscriptions, maxPendingEvents), lifespans);
  }
}

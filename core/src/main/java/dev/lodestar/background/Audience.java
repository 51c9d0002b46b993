package dev.lodestar.background;

import java.util.ArrayList;
import java.util.List;

/// Those who listen to events of one class, by phase, each in the order of registration.
record Audience(
    List<Subscription> synchronous,
    List<Subscription> immediate,
    List<Subscription> afterResponse) {

  static Audience of(Class<?> event, List<Subscription> all) {
    var synchronous = new ArrayList<Subscription>();
    var immediate = new ArrayList<Subscription>();
    var afterResponse = new ArrayList<Subscription>();
    for (var subscription : all) {
      if (subscription.type().isAssignableFrom(event)) {
        var ofPhase =
            switch (subscription.phase()) {
              case SYNCHRONOUS -> synchronous;
              case IMMEDIATE -> immediate;
              case AFTER_RESPONSE -> afterResponse;
            };
        ofPhase.add(subscription);
      }
    }
    return new Audience(
        List.copyOf(synchronous), List.copyOf(immediate), List.copyOf(afterResponse));
  }

  /// How many deliveries an event makes that do not happen while it is published.
  int deliveries() {
    return immediate.size() + afterResponse.size();
  }

  int size() {
    return synchronous.size() + deliveries();
  }
}

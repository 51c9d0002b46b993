package dev.lodestar.background;

import dev.lodestar.http.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of what runs in the background. The logger is found when it is needed: finding a logging
/// back end costs start-up time.
final class BackgroundLog {
  private BackgroundLog() {}

  static void taskFailed(String task, Request request, Throwable failure) {
    try {
      logger().error("background_task_failed task={} request={}", task, request.id(), failure);
    } catch (RuntimeException unprintable) {
      logger()
          .error(
              "background_task_failed task={} request={} unprintable={}",
              task,
              request.id(),
              failure.getClass().getName());
    }
  }

  static void taskLost(String task, Request request) {
    logger().warn("background_task_lost task={} request={}", task, request.id());
  }

  static void listenerFailed(
      Subscription listener, Object event, @Nullable Request request, Throwable failure) {
    try {
      logger()
          .error(
              "event_listener_failed listener={} event={} request={}",
              listener.name(),
              event.getClass().getName(),
              id(request),
              failure);
    } catch (RuntimeException unprintable) {
      logger()
          .error(
              "event_listener_failed listener={} event={} request={} unprintable={}",
              listener.name(),
              event.getClass().getName(),
              id(request),
              failure.getClass().getName());
    }
  }

  static void eventLost(Subscription listener, Object event, @Nullable Request request) {
    logger()
        .warn(
            "event_lost listener={} event={} request={}",
            listener.name(),
            event.getClass().getName(),
            id(request));
  }

  static void eventUnheard(Class<?> event) {
    logger().debug("event_unheard event={}", event.getName());
  }

  static void dropped(Request request, int tasks, int events) {
    if (logger().isDebugEnabled()) {
      logger()
          .debug("background_dropped request={} tasks={} events={}", request.id(), tasks, events);
    }
  }

  private static String id(@Nullable Request request) {
    return request == null ? "none" : request.id();
  }

  private static Logger logger() {
    return LoggerFactory.getLogger("dev.lodestar.background");
  }
}

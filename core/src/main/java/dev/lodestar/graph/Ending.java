package dev.lodestar.graph;

import dev.lodestar.inject.Cleanup;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done with one value before the response and after it. A link of the chain of all
/// endings of one scope, latest first. Each moment happens at most once.
final class Ending {
  private final ProviderCall provider;
  private final Object value;
  private final @Nullable Resource<?> resource;
  private final @Nullable Ending earlier;
  private boolean settled;

  private Ending(
      ProviderCall provider,
      Object value,
      @Nullable Resource<?> resource,
      @Nullable Ending earlier) {
    this.provider = provider;
    this.value = value;
    this.resource = resource;
    this.earlier = earlier;
  }

  /// The ending of what a provider returned, in front of earlier ones; the earlier ones themselves
  /// if nothing has to be done.
  static @Nullable Ending of(ProviderCall provider, Object returned, @Nullable Ending earlier) {
    if (returned instanceof Resource<?> resource) {
      return new Ending(provider, resource.value(), resource, earlier);
    }
    return provider.hasHooks() || (returned instanceof AutoCloseable && provider.closes())
        ? new Ending(provider, returned, null, earlier)
        : earlier;
  }

  @Nullable Ending earlier() {
    return earlier;
  }

  /// Runs the hooks before the response, unless they have run.
  void settle(Outcome outcome) throws Exception {
    if (settled) {
      return;
    }
    settled = true;
    if (resource != null) {
      for (var hook : resource.before()) {
        hook.run(outcome);
      }
    }
    var hook = provider.before();
    if (hook != null) {
      run(hook, outcome);
    }
  }

  /// Ends the value; a failure is logged, so that the others end too.
  void end(Outcome outcome) {
    var own = resource == null ? List.<Resource.Hook>of() : resource.after();
    for (var hook : own) {
      try {
        hook.run(outcome);
      } catch (Throwable failure) {
        log(failure);
      }
    }
    try {
      var close = provider.close();
      if (close != null) {
        run(close, outcome);
      } else if (own.isEmpty() && provider.closes() && value instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Throwable failure) {
      log(failure);
    }
  }

  private void run(Cleanup<?> hook, Outcome outcome) throws Exception {
    @SuppressWarnings("unchecked") // the provider made the value
    var typed = (Cleanup<Object>) hook;
    typed.run(value, outcome);
  }

  void log(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Log.LOGGER.error("dependency_cleanup_failed provider={}", provider.name(), failure);
  }

  /// Holds the logger until something is logged: finding a logging back end costs start-up time.
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.lodestar.inject");
  }
}

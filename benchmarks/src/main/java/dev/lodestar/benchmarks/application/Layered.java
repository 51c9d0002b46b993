package dev.lodestar.benchmarks.application;

import dev.lodestar.Get;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;

/// The three routes of [Shop] inside of layers: what they cost is measured, so what stands in them
/// does next to nothing.
final class Layered {
  private final Shop shop = new Shop();

  record Settings(String name) {}

  record Clock(Settings settings) {}

  static final class Session implements AutoCloseable {
    private final Settings settings;
    private boolean open = true;

    Session(Settings settings) {
      this.settings = settings;
    }

    @Override
    public void close() {
      open = false;
    }

    void check() {
      if (!open || settings.name().isEmpty()) {
        throw new IllegalStateException("The session is closed.");
      }
    }
  }

  record Repository(Session session, Clock clock) {
    void check() {
      session.check();
      if (!clock.settings().equals(session.settings)) {
        throw new IllegalStateException("There are two settings.");
      }
    }
  }

  static Response<?> first(Request request, Next next) {
    return next.handle(request);
  }

  static Response<?> second(Request request, Next next) {
    return next.handle(request);
  }

  static Response<?> third(Request request, Next next) {
    return next.handle(request).header("X-Layers", "3");
  }

  static void open(Request request, RouteMetadata route) {
    if (request.headers().contains("X-Refused")) {
      throw HttpException.forbidden(route.path() + " is closed.");
    }
  }

  @Get("/plaintext")
  String plaintext(Repository repository) {
    repository.check();
    return shop.plaintext();
  }

  @Get("/json")
  Product json(Repository repository) {
    repository.check();
    return shop.json();
  }

  @Get("/users/{id}")
  String user(long id, int page, boolean active, Repository repository) {
    repository.check();
    return shop.user(id, page, active);
  }
}

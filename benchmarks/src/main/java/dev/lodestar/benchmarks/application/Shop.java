package dev.lodestar.benchmarks.application;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.inject.Provider;

/// The three routes in Lodestar.
public final class Shop {
  /// Builds the application.
  ///
  /// @return the application
  public static App app() {
    return Lodestar.app().routes(new Shop()).build();
  }

  /// Builds the application with everything that the layers of a real one have: three middleware,
  /// two guards, and four dependencies of each request, one of which is closed after the response.
  ///
  /// @return the application
  public static App layered() {
    return Lodestar.app()
        .middleware(Layered::first, Layered::second)
        .guard(Layered::open)
        .provide(Provider.of(Layered.Settings.class, () -> new Layered.Settings("shop")))
        .provide(Layered.Clock.class, Layered.Clock::new)
        .routes(
            Router.at("/")
                .middleware(Layered::third)
                .guard(Layered::open)
                .provide(Layered.Session.class, Layered.Session::new)
                .provide(Layered.Repository.class, Layered.Repository::new)
                .routes(new Layered()))
        .build();
  }

  /// Answers with a fixed text.
  ///
  /// @return the text
  @Get("/plaintext")
  public String plaintext() {
    return "Hello, World!";
  }

  /// Answers with JSON.
  ///
  /// @return a small record
  @Get("/json")
  public Product json() {
    return Product.sample();
  }

  /// Answers with the values of a path parameter and two query parameters.
  ///
  /// @param id a number in the path
  /// @param page a number in the query
  /// @param active a truth value in the query
  /// @return a text with all of them
  @Get("/users/{id}")
  public String user(long id, int page, boolean active) {
    return "user " + id + ", page " + page + ", active " + active;
  }
}

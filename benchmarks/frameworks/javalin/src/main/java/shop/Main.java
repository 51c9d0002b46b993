package shop;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/// Javalin on Jetty with Jackson and its own validators; a virtual thread for each request.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    Javalin.create(Main::configure).start("127.0.0.1", port);
  }

  private static void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    // The converter that it brings takes every text as false.
    config.validation.register(Boolean.class, Main::truth);
    config.routes.get("/plaintext", context -> context.result("Hello, World!"));
    config.routes.get("/json", context -> context.json(Product.sample()));
    config.routes.get("/users/{id}", Main::user);
    config.routes.get("/products", context -> context.json(Catalog.items()));
    config.routes.post("/products", Main::create);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static void user(Context context) {
    var id = context.pathParamAsClass("id", Long.class).get();
    var page = context.queryParamAsClass("page", Integer.class).get();
    var active = context.queryParamAsClass("active", Boolean.class).get();
    context.result("user " + id + ", page " + page + ", active " + active);
  }

  private static void create(Context context) {
    var product =
        context
            .bodyValidator(NewProduct.class)
            .check("name", it -> Checks.isText(it.name(), 80), "is blank or too long")
            .check("price", it -> it.price() >= 0 && it.price() <= 100_000, "is out of range")
            .check("stock", it -> it.stock() >= 0 && it.stock() <= 10_000, "is out of range")
            .check("contact", it -> Checks.isEmail(it.contact()), "is no e-mail address")
            .check("category", it -> Checks.isText(it.category(), 40), "is blank or too long")
            .check("tags", it -> it.tags() != null && it.tags().size() <= 10, "are too many")
            .get();
    context.status(201).json(new Created(101, product.name(), product.price()));
  }
}

package shop;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;

final class ShopVerticle extends VerticleBase {
  record Error(String field, String message) {}

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    router.get("/plaintext").handler(ShopVerticle::plaintext);
    router.get("/json").handler(context -> context.json(Product.sample()));
    router.get("/users/:id").handler(ShopVerticle::user);
    router.get("/products").handler(context -> context.json(Catalog.items()));
    router.post("/products").handler(BodyHandler.create(false)).handler(ShopVerticle::create);
    var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(router)
        .listen();
  }

  private static void plaintext(RoutingContext context) {
    context.response().putHeader("Content-Type", "text/plain").end("Hello, World!");
  }

  private static void user(RoutingContext context) {
    long id;
    int page;
    boolean active;
    try {
      id = Long.parseLong(context.pathParam("id"));
      page = Integer.parseInt(context.queryParams().get("page"));
      active = truth(context.queryParams().get("active"));
    } catch (IllegalArgumentException malformed) {
      context.fail(400);
      return;
    }
    context
        .response()
        .putHeader("Content-Type", "text/plain")
        .end("user " + id + ", page " + page + ", active " + active);
  }

  private static boolean truth(String text) {
    if ("true".equals(text)) {
      return true;
    }
    if ("false".equals(text)) {
      return false;
    }
    throw new IllegalArgumentException("active is neither true nor false");
  }

  private static void create(RoutingContext context) {
    NewProduct product;
    try {
      product = context.body().asPojo(NewProduct.class);
    } catch (DecodeException | IllegalArgumentException malformed) {
      context.fail(400);
      return;
    }
    if (product == null) {
      context.fail(400);
      return;
    }
    var errors = errors(product);
    if (errors.isEmpty()) {
      context.response().setStatusCode(201);
      context.json(new Created(101, product.name(), product.price()));
    } else {
      context.response().setStatusCode(400);
      context.json(errors);
    }
  }

  private static List<Error> errors(NewProduct product) {
    var errors = new ArrayList<Error>(0);
    check(errors, "name", Checks.isText(product.name(), 80), "is blank or too long");
    check(errors, "price", product.price() >= 0 && product.price() <= 100_000, "is out of range");
    check(errors, "stock", product.stock() >= 0 && product.stock() <= 10_000, "is out of range");
    check(errors, "contact", Checks.isEmail(product.contact()), "is no e-mail address");
    check(errors, "category", Checks.isText(product.category(), 40), "is blank or too long");
    check(errors, "tags", product.tags() != null && product.tags().size() <= 10, "are too many");
    return errors;
  }

  private static void check(List<Error> errors, String field, boolean passed, String message) {
    if (!passed) {
      errors.add(new Error(field, message));
    }
  }
}

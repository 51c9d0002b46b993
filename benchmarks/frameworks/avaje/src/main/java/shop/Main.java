package shop;

import io.avaje.jex.Jex;
import io.avaje.jex.http.BadRequestException;
import io.avaje.jex.http.Context;
import io.avaje.json.JsonException;
import io.avaje.validation.ConstraintViolationException;
import io.avaje.validation.Validator;
import java.util.ArrayList;
import java.util.List;

/// Avaje Jex with generated JSON adapters and validators, on Robaho's implementation of the JDK's
/// HTTP server; a virtual thread for each connection.
public final class Main {
  private static final Validator VALIDATOR = Validator.builder().build();

  private Main() {}

  public static void main(String[] arguments) {
    Jex.create()
        .get("/plaintext", context -> context.text("Hello, World!"))
        .get("/json", context -> context.json(Product.sample()))
        .get("/users/{id}", Main::user)
        .get("/products", context -> context.json(Catalog.items()))
        .post("/products", Main::create)
        .error(ConstraintViolationException.class, Main::invalid)
        .error(JsonException.class, Main::malformed)
        .error(NumberFormatException.class, Main::malformed)
        .config(config -> config.host("127.0.0.1").socketBacklog(1024))
        .port(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")))
        .start();
  }

  private static void user(Context context) {
    var id = Long.parseLong(context.pathParam("id"));
    var page = Integer.parseInt(context.queryParam("page"));
    var active =
        switch (context.queryParam("active", "")) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new BadRequestException("active is neither true nor false");
        };
    context.text("user " + id + ", page " + page + ", active " + active);
  }

  private static void create(Context context) {
    var product = context.bodyAsClass(NewProduct.class);
    VALIDATOR.validate(product);
    context.status(201).json(new Created(101, product.name(), product.price()));
  }

  private static void invalid(Context context, ConstraintViolationException invalid) {
    List<Error> errors = new ArrayList<>();
    for (var violation : invalid.violations()) {
      errors.add(new Error(violation.path(), violation.message()));
    }
    context.status(400).json(new Errors(errors));
  }

  private static void malformed(Context context, RuntimeException malformed) {
    context.status(400).text(String.valueOf(malformed.getMessage()));
  }
}

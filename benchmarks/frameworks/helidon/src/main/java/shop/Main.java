package shop;

import io.helidon.common.mapper.MapperException;
import io.helidon.http.BadRequestException;
import io.helidon.http.Status;
import io.helidon.http.media.jackson.JacksonRuntimeException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Helidon SE with Jackson and Hibernate Validator; a virtual thread for each connection.
public final class Main {
  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private Main() {}

  record Error(String field, String message) {}

  public static void main(String[] arguments) {
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")))
        .routing(Main::routes)
        .build()
        .start();
  }

  private static void routes(HttpRouting.Builder routes) {
    routes
        .get("/plaintext", (request, response) -> response.send("Hello, World!"))
        .get("/json", (request, response) -> response.send(Product.sample()))
        .get("/users/{id}", Main::user)
        .get("/products", (request, response) -> response.send(Catalog.items()))
        .post("/products", Main::create)
        // Parameters that are missing or malformed, and documents that are no products.
        .error(NoSuchElementException.class, Main::refuse)
        .error(MapperException.class, Main::refuse)
        .error(JacksonRuntimeException.class, Main::refuse);
  }

  private static void refuse(
      ServerRequest request, ServerResponse response, Exception malformed) {
    response.status(Status.BAD_REQUEST_400).send(String.valueOf(malformed.getMessage()));
  }

  private static void user(ServerRequest request, ServerResponse response) {
    var id = request.path().pathParameters().first("id").asLong().get();
    var page = request.query().first("page").asInt().get();
    var active =
        switch (request.query().first("active").get()) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new BadRequestException("active is neither true nor false");
        };
    response.send("user " + id + ", page " + page + ", active " + active);
  }

  private static void create(ServerRequest request, ServerResponse response) {
    var product = request.content().as(NewProduct.class);
    var violations = VALIDATOR.validate(product);
    if (violations.isEmpty()) {
      response
          .status(Status.CREATED_201)
          .send(new Created(101, product.name(), product.price()));
    } else {
      response.status(Status.BAD_REQUEST_400).send(errors(violations));
    }
  }

  private static List<Error> errors(Set<ConstraintViolation<NewProduct>> violations) {
    var errors = new ArrayList<Error>();
    for (var violation : violations) {
      errors.add(new Error(violation.getPropertyPath().toString(), violation.getMessage()));
    }
    return errors;
  }
}

package shop;

import static io.jooby.ExecutionMode.WORKER;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jooby.Context;
import io.jooby.Jooby;
import io.jooby.MediaType;
import io.jooby.ServerOptions;
import io.jooby.StatusCode;
import io.jooby.exception.BadRequestException;
import io.jooby.netty.NettyServer;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Jooby on Netty with Jackson and Hibernate Validator; a virtual thread for each request.
public final class Main extends Jooby {
  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  record Error(String field, String message) {}

  Main() {
    var json = new JsonCodec();
    encoder(MediaType.json, json);
    decoder(MediaType.json, json);
    errorCode(JsonProcessingException.class, StatusCode.BAD_REQUEST);
    get("/plaintext", context -> context.send("Hello, World!"));
    get("/json", context -> json(context, Product.sample()));
    get("/users/{id}", Main::user);
    get("/products", context -> json(context, Catalog.items()));
    post("/products", Main::create);
  }

  public static void main(String[] arguments) {
    var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    var options = new ServerOptions().setPort(port);
    options.setHost("127.0.0.1");
    var server =
        new NettyServer(Executors.newVirtualThreadPerTaskExecutor()).setOptions(options);
    server.start(createApp(WORKER, Main::new));
  }

  private static Object json(Context context, Object value) {
    context.setResponseType(MediaType.json);
    return value;
  }

  private static Object user(Context context) {
    var id = context.path("id").longValue();
    var page = context.query("page").intValue();
    var active =
        switch (context.query("active").value()) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new BadRequestException("active is neither true nor false");
        };
    return context.send("user " + id + ", page " + page + ", active " + active);
  }

  private static Object create(Context context) {
    var product = context.body(NewProduct.class);
    var violations = VALIDATOR.validate(product);
    if (violations.isEmpty()) {
      context.setResponseCode(StatusCode.CREATED);
      return json(context, new Created(101, product.name(), product.price()));
    }
    context.setResponseCode(StatusCode.BAD_REQUEST);
    return json(context, errors(violations));
  }

  private static List<Error> errors(Set<ConstraintViolation<NewProduct>> violations) {
    var errors = new ArrayList<Error>();
    for (var violation : violations) {
      errors.add(new Error(violation.getPropertyPath().toString(), violation.getMessage()));
    }
    return errors;
  }
}

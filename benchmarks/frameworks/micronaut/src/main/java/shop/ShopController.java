package shop;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class ShopController {
  @Get(uri = "/plaintext", produces = MediaType.TEXT_PLAIN)
  String plaintext() {
    return "Hello, World!";
  }

  @Get("/json")
  Product json() {
    return Product.sample();
  }

  @Get(uri = "/users/{id}", produces = MediaType.TEXT_PLAIN)
  String user(long id, @QueryValue int page, @QueryValue String active) {
    return "user " + id + ", page " + page + ", active " + truth(active);
  }

  /// Micronaut's own conversion takes every text but a few as `false`.
  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new HttpStatusException(
              HttpStatus.BAD_REQUEST, "active is neither true nor false");
    };
  }

  @Get("/products")
  List<Item> products() {
    return Catalog.items();
  }

  @Post("/products")
  @Status(HttpStatus.CREATED)
  Created create(@Valid @Body NewProduct product) {
    return new Created(101, product.name(), product.price());
  }
}

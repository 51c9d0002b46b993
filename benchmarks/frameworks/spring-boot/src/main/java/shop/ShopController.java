package shop;

import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

@RestController
class ShopController {
  @GetMapping(path = "/plaintext", produces = MediaType.TEXT_PLAIN_VALUE)
  String plaintext() {
    return "Hello, World!";
  }

  @GetMapping("/json")
  Product json() {
    return Product.sample();
  }

  @GetMapping(path = "/users/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
  String user(@PathVariable long id, @RequestParam int page, @RequestParam boolean active) {
    return "user " + id + ", page " + page + ", active " + active;
  }

  @GetMapping("/products")
  List<Item> products() {
    return Catalog.items();
  }

  @PostMapping("/products")
  @ResponseStatus(HttpStatus.CREATED)
  Created create(@Valid @RequestBody NewProduct product) {
    return new Created(101, product.name(), product.price());
  }

  /// Lists the errors in a problem document (RFC 9457).
  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {
    record Error(String field, String message) {}

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
        MethodArgumentNotValidException invalid,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request) {
      var errors = new ArrayList<Error>();
      for (var error : invalid.getBindingResult().getFieldErrors()) {
        errors.add(new Error(error.getField(), error.getDefaultMessage()));
      }
      var problem = invalid.getBody();
      problem.setProperty("errors", errors);
      return handleExceptionInternal(invalid, problem, headers, status, request);
    }
  }
}

package dev.lodestar.benchmarks.document;

import dev.lodestar.App;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Patch;
import dev.lodestar.Post;
import dev.lodestar.Put;
import dev.lodestar.Router;
import dev.lodestar.Tags;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.Response;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// An application of as many routes as are wanted, ten for each router, with the types that such
/// applications have. Its handlers are never called.
final class Shop {
  /// Where something is.
  record Address(@Size(min = 1, max = 80) String street, String city, Optional<String> state) {}

  /// Who buys.
  record Customer(UUID id, @Email String email, Address address, List<Address> others) {}

  /// What is bought.
  record Line(String sku, @Min(1) int amount, BigDecimal price) {}

  /// How it is paid.
  sealed interface Payment {}

  record Card(String number, int month, int year) implements Payment {}

  record Transfer(String iban) implements Payment {}

  enum State {
    OPEN,
    PAID,
    SENT
  }

  /// What a customer ordered.
  record Order(
      long id,
      Customer customer,
      List<Line> lines,
      Payment payment,
      State state,
      Instant placed,
      Map<String, String> notes) {}

  record NewOrder(@Size(min = 1) List<Line> lines, Payment payment, Optional<String> voucher) {}

  /// Ten handlers, as a controller has them.
  @Tags("orders")
  static final class Orders {
    @Get
    Page<Order> list(PageRequest page, Optional<State> state) {
      return nothing();
    }

    @Post
    Order create(NewOrder order) {
      return nothing();
    }

    @Get("/{id}")
    Order get(long id) {
      return nothing();
    }

    @Put("/{id}")
    Order replace(long id, NewOrder order) {
      return nothing();
    }

    @Patch("/{id}")
    Order change(long id, MergePatch<Order> change) {
      return nothing();
    }

    @Delete("/{id}")
    void delete(long id) {}

    @Get("/{id}/lines")
    List<Line> listLines(long id, Optional<String> sku) {
      return nothing();
    }

    @Post("/{id}/lines")
    Response<Line> addLine(long id, Line line) {
      return nothing();
    }

    @Get("/{id}/lines/{number}")
    Optional<Line> getLine(long id, @Min(1) int number) {
      return nothing();
    }

    @Get("/{id}/customer")
    Customer getCustomer(long id) {
      return nothing();
    }
  }

  private Shop() {}

  @SuppressWarnings("TypeParameterUnusedInFormals") // whatever a handler returns: none is called
  private static <T> T nothing() {
    return Optional.<T>empty().orElseThrow();
  }

  static App of(int routes) {
    var app = Lodestar.app();
    for (var i = 0; i < routes / 10; i++) {
      app.routes(Router.at("/shop" + i + "/orders").routes(Orders.class));
    }
    return app.build();
  }
}

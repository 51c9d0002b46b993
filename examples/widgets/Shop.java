package widgets;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;

/// Everybody may look at what is published; who has a key may change it.
final class Shop {
  private Shop() {}

  static App app() {
    var key = System.getenv("WIDGETS_KEY");
    return app(key == null ? "1234" : key);
  }

  static App app(String key) {
    var apiKey = new ApiKey(key);
    var sales = new Sales();
    var writes =
        Router.at("/")
            .guard(apiKey)
            .returns(StaffWidget.class)
            .route(Widgets::create)
            .route(Widgets::update)
            .route(Widgets::delete)
            .route(Widgets::sell);
    var reads =
        Router.at("/")
            .provide(WidgetRepository.class, WidgetRepository::visibleOnly)
            .route(Widgets::list)
            .route(Widgets::get);
    var staff =
        Router.at("/staff").guard(apiKey).returns(StaffWidget.class).routes(Widgets.class, sales);
    return Lodestar.app()
        .middleware(new RequestId())
        .returns(ReadWidget.class)
        .provide(Provider.of(WidgetRepository.class, InMemoryWidgets::new).singleton())
        .onError(OutOfStock.class, Shop::outOfStock)
        .listeners(sales)
        .mount(Router.at("/widgets").mount(reads).mount(writes))
        .mount(staff)
        .build();
  }

  private static Response<?> outOfStock(OutOfStock failure, Request request) {
    return Response.problem(
        Problem.of(Status.CONFLICT)
            .withTitle("Out of stock")
            .withDetail(failure.getMessage())
            .with("left", failure.left));
  }

  public static void main(String... args) {
    Lodestar.run(app(), args);
  }
}

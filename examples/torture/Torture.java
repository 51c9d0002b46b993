package torture;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.SecurityScheme;
import dev.lodestar.schema.Schema;
import java.time.Duration;

/// Everything that a handler can take and answer, in one application: for tools that have to cope
/// with all of it.
final class Torture {
  private Torture() {}

  static App app() {
    var warehouse = new Warehouse();
    var products = new Products(warehouse);
    var shop =
        Router.at("/shop")
            .returns(PublicProduct.class)
            .tags("shop")
            .routes(Router.at("/{country}").route(products::get).route(products::list));
    return Lodestar.app()
        .openApi(
            OpenApi.titled("Torture", "1.0.0")
                .withDescription("Everything that a handler can take and answer.")
                .withContact("Nobody", "https://example.org", "nobody@example.org")
                .withLicense("Apache-2.0", "Apache-2.0")
                .withTag("products", "What is sold.")
                .withSecurityScheme("key", SecurityScheme.apiKeyInQuery("key"))
                .withSchema(Sku.class, Schema.string().minLength(3).pattern("-"))
                .withWebhook("productSold", HttpMethod.POST, Product.class, "Something was sold."))
        .converter(Sku.class, new Sku.Texts())
        .cursorKeys("aGVsbG8sIHRoaXMgaXMgbm8gc2VjcmV0")
        .header("X-Served-By", "torture")
        .timeout(Duration.ofSeconds(20))
        .onError(Accounts.FullException.class, Accounts::full)
        .routes(products, new Echoes(), Parameters.class, Forms.class, Accounts.class)
        .routes(Streams.class)
        .mount(shop)
        .get("/raw/{id:int}", request -> Response.text("number " + request.pathParameter("id")))
        .post("/raw", request -> Response.json(request.query().names().size()))
        .build();
  }

  public static void main(String... args) {
    Lodestar.run(app(), args);
  }
}

import dev.lodestar.*;
import dev.lodestar.http.*;
import dev.lodestar.layer.*;
import dev.lodestar.openapi.*;
import jakarta.validation.constraints.*;
import java.util.concurrent.ConcurrentHashMap;

// What openapi-ui/check-in-browser opens: a single file, as a user would run it, with a protection
// against forged requests.

/// Something to be sold.
record Widget(@Size(min = 3, max = 20) String sku, @Min(0) int price) {}

static final Map<String, Widget> WIDGETS =
    new ConcurrentHashMap<>(Map.of("sku-1", new Widget("sku-1", 950)));

@Get("/widgets/{sku}")
@Tags("widgets")
Optional<Widget> getWidget(String sku) {
  return Optional.ofNullable(WIDGETS.get(sku));
}

@Post("/widgets")
@Tags("widgets")
@Security("bearer")
Map<String, String> createWidget(@Body Widget widget, Request request) {
  WIDGETS.put(widget.sku(), widget);
  return Map.of(
      "created", widget.sku(),
      "csrf", request.headers().first("X-CSRF-Token", "missing"),
      "authorization", request.headers().first("Authorization", "missing"));
}

/// A UI whose page is told of a protection, and sets its cookie.
record ProtectedUi(SchemaUi ui) implements SchemaUi {
  @Override
  public String name() {
    return ui.name();
  }

  @Override
  public String title() {
    return ui.title();
  }

  @Override
  public Response<?> page(SchemaPage page) {
    return ui.page(new ProtectedPage(page))
        .cookie(SetCookie.of("csrftoken", "t0ken").path("/").httpOnly(false));
  }

  @Override
  public Optional<Response<?>> resource(String path, Request request) {
    return ui.resource(path, request);
  }
}

record ProtectedPage(SchemaPage page) implements SchemaPage {
  @Override
  public Optional<Csrf> csrf() {
    return Optional.of(new Csrf("csrftoken", "X-CSRF-Token"));
  }

  @Override
  public String title() {
    return page.title();
  }

  @Override
  public String version() {
    return page.version();
  }

  @Override
  public String documentUrl() {
    return page.documentUrl();
  }

  @Override
  public String yamlUrl() {
    return page.yamlUrl();
  }

  @Override
  public String resourceUrl(String path) {
    return page.resourceUrl(path);
  }

  @Override
  public String applicationUrl() {
    return page.applicationUrl();
  }

  @Override
  public OpenApiDocument document() {
    return page.document();
  }
}

void main(String... args) {
  var uis =
      ServiceLoader.load(SchemaUi.class).stream()
          .map(found -> new ProtectedUi(found.get()))
          .toArray(SchemaUi[]::new);
  var app =
      Lodestar.app()
          .routes(this)
          .openApi(
              OpenApi.titled("Widgets", "1.4.0")
                  .withDescription("What can be **bought** here.")
                  .withTag("widgets", "All about widgets")
                  .withSecurityScheme("bearer", SecurityScheme.bearer("JWT"))
                  .withUis(uis))
          .build();
  Lodestar.run(app, args);
}

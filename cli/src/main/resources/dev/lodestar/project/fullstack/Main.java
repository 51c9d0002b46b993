package %{package};

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.vite.Vite;
import java.util.Map;

/// Puts the application together: the API below `/api`, the page everywhere else.
public final class Main {
  private Main() {}

  static App app(Map<String, String> environment) {
    return Lodestar.app()
        .openApi(OpenApi.titled("%{name}", "0.1.0"))
        .routes(Notes.class)
        .plugin(Vite.resources(Main.class, "web").spa().environment(environment))
        .build();
  }

  public static void main(String... args) {
    Lodestar.run(app(System.getenv()), args);
  }
}

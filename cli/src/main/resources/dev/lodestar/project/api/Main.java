package %{package};

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.openapi.OpenApi;

/// Puts the application together.
public final class Main {
  private Main() {}

  static App app() {
    return Lodestar.app()
        .openApi(OpenApi.titled("%{name}", "0.1.0"))
        .routes(Notes.class)
        .build();
  }

  public static void main(String... args) {
    Lodestar.run(app(), args);
  }
}

package %{package};

import com.zaxxer.hikari.HikariDataSource;
import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.configuration.Configuration;
import dev.lodestar.inject.Provider;
import dev.lodestar.openapi.OpenApi;

/// Puts the application together.
public final class Main {
  private Main() {}

  static App app(Configuration configuration) {
    return Lodestar.app()
        .openApi(OpenApi.titled("%{name}", "0.1.0"))
        .configuration(configuration)
        .settings("database", DatabaseSettings.class)
        .provide(Provider.of(HikariDataSource.class, Main::pool).singleton())
        .provide(Provider.of(NoteTable.class).singleton())
        .routes(Notes.class)
        .build();
  }

  /// Connections that are shared; closed when the application stops.
  static HikariDataSource pool(DatabaseSettings settings) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(settings.url());
    pool.setUsername(settings.user());
    settings.password().ifPresent(password -> pool.setPassword(password.text()));
    pool.setMaximumPoolSize(settings.connections());
    return pool;
  }

  public static void main(String... args) {
    Lodestar.run(Main::app, args);
  }
}

package files;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.files.StaticFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Takes files, tells how it gets on with them, and gives them back: as a whole, or as the part of
/// a film that somebody jumps to. The page is an application in the browser.
final class Archive {
  private Archive() {}

  static App app() throws IOException {
    var folder = System.getenv("FILES_FOLDER");
    return app(
        folder == null ? Files.createTempDirectory("files") : Path.of(folder),
        Duration.ofMillis(100));
  }

  /// @param folder where the files are kept
  /// @param pause how long each step of the processing pretends to take
  static App app(Path folder, Duration pause) {
    return Lodestar.app()
        .mount(Router.at("/api/files").bodyLimit(4_000_000_000L).routes(new Uploads(folder, pause)))
        .mount(
            "/", StaticFiles.resources(Archive.class, "files/web").fallback("index.html", "/api"))
        .build();
  }

  public static void main(String... args) throws IOException {
    Lodestar.run(app(), args);
  }
}

package browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The browser of the machine, installed if that is possible.
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String APT_GET = "/usr/bin/apt-get";

  private Chromium() {}

  /// Returns the program. Ends the test as skipped, with a message, if there is none.
  public static Path program() throws IOException, InterruptedException {
    var found = find();
    if (found.isEmpty() && canInstall()) {
      run(APT_GET, "-qq", "update");
      run(APT_GET, "-qq", "-y", "--no-install-recommends", "install", "chromium");
      found = find();
    }
    if (found.isEmpty()) {
      var message =
          "SKIPPED: there is no Chromium on the path, and it cannot be installed by apt-get as root;"
              + " an example was not tried in a browser.";
      System.err.println(message);
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static Optional<Path> find() {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    for (var name : NAMES) {
      for (var folder : folders) {
        var program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean canInstall() {
    return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of(APT_GET));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    var process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }
}

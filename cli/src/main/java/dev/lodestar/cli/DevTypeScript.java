package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.dev.DevOutput;
import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.DocumentException;
import dev.lodestar.supervise.TypeScriptTable;
import dev.lodestar.typescript.TypeScript;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Keeps a file with TypeScript what the API of the application is. The file is touched only if the
/// API changes, so that nobody who watches it is woken for nothing.
final class DevTypeScript implements Consumer<String> {
  private final Path shown;
  private final Path file;
  private final boolean client;
  private final DevOutput output;

  private DevTypeScript(Path shown, Path file, boolean client, DevOutput output) {
    this.shown = shown;
    this.file = file;
    this.client = client;
    this.output = output;
  }

  /// Looks whether the file can be written.
  ///
  /// @param directory the folder of the configuration
  /// @throws RunFailure if it has no folder
  static DevTypeScript of(TypeScriptTable table, Path directory, DevOutput output)
      throws RunFailure {
    try {
      var shown = Path.of(table.file());
      var file = directory.toAbsolutePath().resolve(shown).normalize();
      var folder = file.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new RunFailure(
            "The file '"
                + shown
                + "' of [dev.typescript] cannot be written: there is no folder "
                + folder
                + ". Make it, or correct file, which is relative to "
                + directory.toAbsolutePath().normalize()
                + ".");
      }
      return new DevTypeScript(shown, file, table.client(), output);
    } catch (InvalidPathException invalid) {
      throw new RunFailure(
          "The file '"
              + table.file()
              + "' of [dev.typescript] is not a path: "
              + invalid.getReason()
              + ".");
    }
  }

  /// The file, as an absolute path.
  Path file() {
    return file;
  }

  @Override
  public void accept(String document) {
    try {
      var source =
          TypeScript.of(ApiDocument.parse(document.getBytes(UTF_8)))
              .withClient(client)
              .generate()
              .getBytes(UTF_8);
      if (Output.replace(file, source)) {
        output.say(shown + " is what the API is now");
      }
    } catch (DocumentException | RunFailure failure) {
      complain(String.valueOf(failure.getMessage()));
    } catch (RuntimeException unexpected) {
      complain(unexpected.toString()); // no reason for the loop to end
    }
  }

  private void complain(String why) {
    output.complain("'" + shown + "' is not what the API is now.", why);
  }
}

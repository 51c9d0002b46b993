package dev.lodestar.cli;

import dev.lodestar.cli.SchemaCommand.ClassSource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// A jar that can be started, as a class on a class path.
final class JarProgram {
  static final String SUFFIX = ".jar";

  private JarProgram() {}

  /// Finds the main class of a jar and what its manifest says that it needs.
  ///
  /// @param arguments of the main method
  /// @throws RunFailure if it is no jar, or has no main class
  static ClassSource of(String typed, List<String> arguments) throws RunFailure {
    try (var jar = new JarFile(Path.of(typed).toFile())) {
      var manifest = jar.getManifest();
      var main =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (main == null) {
        throw new RunFailure(
            "The jar '"
                + typed
                + "' names no main class in its manifest. Name one with --class, and the jar with"
                + " --class-path.");
      }
      var entries = new ArrayList<String>();
      var path = Path.of(typed).toAbsolutePath().normalize();
      entries.add(path.toString());
      var needed = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (needed != null) {
        for (var entry : needed.strip().split(" +", -1)) {
          entries.add(Path.of(path.toUri().resolve(URI.create(entry))).toString());
        }
      }
      return new ClassSource(
          main, Optional.of(String.join(File.pathSeparator, entries)), arguments);
    } catch (IOException failure) {
      throw SourceFile.unreadable(typed, failure);
    } catch (InvalidPathException invalid) {
      throw new RunFailure("'" + typed + "' is not a path: " + invalid.getReason() + ".");
    } catch (IllegalArgumentException strange) {
      throw new RunFailure(
          "The manifest of '" + typed + "' has a class path that cannot be read: " + strange);
    }
  }
}

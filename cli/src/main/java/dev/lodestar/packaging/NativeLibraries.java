package dev.lodestar.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/// The native code that jars of Netty have in them.
final class NativeLibraries {
  private static final String FOLDER = "META-INF/native/";

  private NativeLibraries() {}

  /// Unpacks those of a jar, all processors and systems that it knows.
  static void unpack(Path jar, Path folder) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        var name = entry.getName();
        if (name.startsWith(FOLDER)
            && !entry.isDirectory()
            && name.indexOf('/', FOLDER.length()) < 0) {
          Files.createDirectories(folder);
          try (var in = file.getInputStream(entry)) {
            Files.write(folder.resolve(name.substring(FOLDER.length())), in.readAllBytes());
          }
        }
      }
    }
  }
}

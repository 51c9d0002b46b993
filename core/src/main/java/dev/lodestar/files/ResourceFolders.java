package dev.lodestar.files;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Enumeration;
import java.util.Optional;

/// Finds a folder of resources: beside a class, in its jar, folder or module, or else on the class
/// path, where build tools keep resources in a folder of their own, or else, for a program that is
/// run from its source files, beside these.
///
/// Resources are read through file systems and not through class loaders, which know no folders,
/// tell no sizes, and hide what lies in packages of other modules.
final class ResourceFolders {
  private ResourceFolders() {}

  /// @throws IllegalArgumentException if there is no such folder
  static Root find(Class<?> anchor, String name) {
    var folder = name.startsWith("/") ? name.substring(1) : name;
    var beside = homeOf(anchor).flatMap(home -> below(home, folder));
    return beside
        .or(() -> onClassPath(anchor, folder))
        .or(() -> sourceRootOf(anchor).flatMap(root -> below(root, folder)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no folder '"
                    + folder
                    + "' of resources beside "
                    + anchor.getName()
                    + " ("
                    + homeOf(anchor).map(URI::toString).orElse("whose place is not known")
                    + ") or on its class path."));
  }

  private static Optional<URI> homeOf(Class<?> anchor) {
    var module = anchor.getModule();
    if (module.isNamed() && module.getLayer() != null) {
      return module
          .getLayer()
          .configuration()
          .findModule(module.getName())
          .flatMap(resolved -> resolved.reference().location());
    }
    var source = anchor.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? Optional.empty()
        : uri(source.getLocation());
  }

  /// The folder of the source file that was started, less the folders of its package.
  private static Optional<URI> sourceRootOf(Class<?> anchor) {
    var file =
        System.getProperty(
            "jdk.launcher.sourcefile", System.getProperty("lodestar.run.sourcefile", ""));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var root = Path.of(file).toAbsolutePath().getParent();
    for (var depth = depthOf(anchor.getPackageName()); depth > 0 && root != null; depth--) {
      root = root.getParent();
    }
    return root == null ? Optional.empty() : Optional.of(root.toUri());
  }

  private static int depthOf(String packageName) {
    return packageName.isEmpty() ? 0 : packageName.split("\\.", -1).length;
  }

  private static Optional<URI> uri(URL url) {
    try {
      return Optional.of(url.toURI());
    } catch (URISyntaxException unusable) {
      return Optional.empty();
    }
  }

  private static Optional<Root> onClassPath(Class<?> anchor, String folder) {
    var loader = anchor.getClassLoader();
    if (loader == null) {
      return Optional.empty();
    }
    try {
      return firstOf(loader.getResources(folder), folder);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Root> firstOf(Enumeration<URL> urls, String folder) throws IOException {
    while (urls.hasMoreElements()) {
      var url = urls.nextElement();
      var root =
          url.openConnection() instanceof JarURLConnection jar
              ? uri(jar.getJarFileURL()).flatMap(home -> below(home, folder))
              : uri(url).flatMap(place -> below(place, ""));
      if (root.isPresent()) {
        return root;
      }
    }
    return Optional.empty();
  }

  /// A folder below a folder, an archive or a module of the run-time image.
  private static Optional<Root> below(URI home, String folder) {
    try {
      var path = Path.of(home);
      if (Files.isDirectory(path)) {
        var changing = "file".equals(home.getScheme());
        return existing(path.resolve(folder))
            .map(found -> changing ? Root.changing(found) : Root.frozen(found));
      }
      return existing(FileSystems.newFileSystem(path).getPath("/").resolve(folder))
          .map(Root::frozen);
    } catch (IOException
        | IllegalArgumentException
        | FileSystemNotFoundException
        | ProviderNotFoundException
        | UnsupportedOperationException unusable) {
      return Optional.empty();
    }
  }

  private static Optional<Path> existing(Path folder) {
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }
}

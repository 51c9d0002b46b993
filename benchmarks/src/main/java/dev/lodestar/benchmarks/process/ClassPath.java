package dev.lodestar.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The class path of this process, and parts of it.
public final class ClassPath {
  private ClassPath() {}

  /// Returns the class path of this process.
  ///
  /// @return folders and jars, separated as the platform does it
  public static String own() {
    return System.getProperty("java.class.path");
  }

  /// Returns the folders of the class path, and those jars whose name is wanted.
  ///
  /// @param wanted decides by the name of the file
  /// @return folders and jars, separated as the platform does it
  public static String foldersAndJars(Predicate<String> wanted) {
    var parts = new ArrayList<String>();
    for (var part : own().split(File.pathSeparator, -1)) {
      var path = Path.of(part);
      if (Files.isDirectory(path) || wanted.test(String.valueOf(path.getFileName()))) {
        parts.add(part);
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  /// Returns the names of jars, which have the versions in them.
  ///
  /// @param wanted decides by the name of the file
  /// @return the names, in alphabetical order
  public static List<String> jars(Predicate<String> wanted) {
    var names = new ArrayList<String>();
    for (var part : own().split(File.pathSeparator, -1)) {
      var name = String.valueOf(Path.of(part).getFileName());
      if (name.endsWith(".jar") && wanted.test(name)) {
        names.add(name.substring(0, name.length() - ".jar".length()));
      }
    }
    names.sort(null);
    return names;
  }

  /// Returns the `java` command that this process runs on.
  ///
  /// @return its path
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Returns the first number of the system's load averages.
  ///
  /// @return how many threads wanted to run in the last minute; `unknown` where it is not told
  public static String loadAverage() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException absent) {
      return "unknown";
    }
  }
}

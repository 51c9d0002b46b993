package dev.lodestar.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is packaged.
///
/// @param name of the folder, the script and the jar
/// @param mainClass whose main method serves the application
/// @param files classes and resources that are in no jar or folder yet, by their names with slashes
/// @param libraries jars and folders, in the order of the class path
/// @param requests what it is trained with; empty: it is not started at all
public record PackagedApplication(
    String name,
    String mainClass,
    Map<String, byte[]> files,
    List<Path> libraries,
    Optional<List<SampleRequest>> requests) {

  /// Copies what can be copied.
  ///
  /// @throws PackagingException if the name or the class cannot stand in a script
  public static PackagedApplication of(
      String name,
      String mainClass,
      Map<String, byte[]> files,
      List<Path> libraries,
      Optional<List<SampleRequest>> requests)
      throws PackagingException {
    if (name.isEmpty() || name.startsWith("-") || name.startsWith(".") || name.equals("train")) {
      throw unusable(name);
    }
    for (var i = 0; i < name.length(); i++) {
      var letter = name.charAt(i);
      if (!(letter < 128 && Character.isLetterOrDigit(letter)) && "-_.".indexOf(letter) < 0) {
        throw unusable(name);
      }
    }
    return new PackagedApplication(
        name, mainClass, Map.copyOf(files), List.copyOf(libraries), requests);
  }

  private static PackagingException unusable(String name) {
    return new PackagingException(
        "The name '"
            + name
            + "' cannot be used: it consists of letters, digits, '-', '_' and '.', begins with a"
            + " letter or digit, and is not 'train'. --name chooses another.");
  }
}

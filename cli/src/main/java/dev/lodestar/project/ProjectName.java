package dev.lodestar.project;

import dev.lodestar.filename.DeviceNames;
import java.lang.module.ModuleFinder;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/// The name of a project, which is a folder, an artifact of Maven and a package of npm, and the
/// package of its classes.
///
/// @param name lower-case letters, digits and hyphens
/// @param packageName a package of Java
public record ProjectName(String name, String packageName) {
  /// The most characters of a name.
  public static final int MAX_LENGTH = 50;

  /// Checks a name.
  ///
  /// @param name as it was typed
  /// @param packageName as it was typed; empty for one that is made of the name
  /// @throws ProjectException if one of them is none
  public static ProjectName of(String name, Optional<String> packageName) throws ProjectException {
    checkName(name);
    return new ProjectName(name, packageName.isPresent() ? checked(packageName.get()) : made(name));
  }

  private static void checkName(String name) throws ProjectException {
    if (!isMadeOfItsCharacters(name)) {
      var better = better(name);
      throw new ProjectException(
          "'"
              + name
              + "' is no name of a project: it has 1 to "
              + MAX_LENGTH
              + " lower-case letters, digits and hyphens, the first of them a letter, the last no"
              + " hyphen."
              + better.map(it -> " Did you mean '" + it + "'?").orElse(""));
    }
    if (DeviceNames.matches(name)) {
      throw new ProjectException(
          "'"
              + name
              + "' is the name of a device on Windows, where nobody could open the project;"
              + " choose another one.");
    }
  }

  private static boolean isMadeOfItsCharacters(String name) {
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var letter = c >= 'a' && c <= 'z';
      var inside = (c >= '0' && c <= '9') || (c == '-' && i < name.length() - 1);
      if (!letter && !(inside && i > 0)) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }

  /// A name that would do, where one can be guessed: `My Shop` is `my-shop`.
  private static Optional<String> better(String name) {
    var made = new StringBuilder();
    var plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    for (var i = 0; i < plain.length(); i++) {
      var c = plain.charAt(i);
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        continue;
      }
      var known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (known) {
        made.append(c);
      } else if (!made.isEmpty() && made.charAt(made.length() - 1) != '-') {
        made.append('-');
      }
    }
    while (!made.isEmpty() && made.charAt(made.length() - 1) == '-') {
      made.setLength(made.length() - 1);
    }
    var better = made.toString();
    return isMadeOfItsCharacters(better) && !better.equals(name)
        ? Optional.of(better)
        : Optional.empty();
  }

  /// `my-shop` is `myshop`. A word that Java or Windows has for itself gets company.
  private static String made(String name) {
    var joined = name.replace("-", "");
    return SourceVersion.isKeyword(joined)
            || joined.equals("java")
            || joined.equals("javax")
            || DeviceNames.matches(joined)
        ? joined + "app"
        : joined;
  }

  private static String checked(String packageName) throws ProjectException {
    var isAscii = packageName.chars().allMatch(c -> c < 128);
    if (!SourceVersion.isName(packageName) || !isAscii || packageName.length() > MAX_LENGTH * 2) {
      throw new ProjectException(
          "'"
              + packageName
              + "' is no package for classes: it has names of Java with dots between"
              + " them, such as com.example.shop, none of them a word of the language.");
    }
    if (isOfOthers(packageName)) {
      throw new ProjectException(
          "The package '"
              + packageName
              + "' belongs to Java or to Lodestar, so that no compiler would take other classes in"
              + " it; choose another one, such as com.example.shop.");
    }
    for (var part : packageName.split("\\.", -1)) {
      if (DeviceNames.matches(part)) {
        throw new ProjectException(
            "'"
                + part
                + "' of the package '"
                + packageName
                + "' is the name of a device on"
                + " Windows; choose another one.");
      }
    }
    return packageName;
  }

  private static boolean isOfOthers(String packageName) {
    return packageName.equals("java")
        || packageName.startsWith("java.")
        || packageName.equals("dev.lodestar")
        || packageName.startsWith("dev.lodestar.")
        || ModuleFinder.ofSystem().findAll().stream()
            .anyMatch(module -> module.descriptor().packages().contains(packageName));
  }
}

package dev.lodestar.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a project. All of it is written into a folder beside, which gets its name when it is
/// whole; so a project is there as a whole or not at all.
///
/// @param template what kind it is
/// @param name what it is called
public record NewProject(Template template, ProjectName name) {
  private static final String OPEN = "%{";

  /// Writes it.
  ///
  /// @param parent the folder in which the folder of the project will be
  /// @return the files, relative to the folder of the project, in the order of the template
  /// @throws ProjectException if there is a folder with something in it, or it cannot be written
  public List<String> write(Path parent) throws ProjectException {
    var target = parent.resolve(name.name());
    refuseOther(target);
    Path unfinished;
    try {
      unfinished = Files.createTempDirectory(parent, ".lodestar-new-");
    } catch (IOException failure) {
      throw cannot(target, failure);
    }
    try {
      var files = writeInto(unfinished);
      openToOthers(unfinished);
      if (Files.isDirectory(target)) {
        Files.delete(target); // it is empty, or this fails
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return files;
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException raced) {
      remove(unfinished);
      throw occupied(target);
    } catch (IOException failure) {
      remove(unfinished);
      throw cannot(target, failure);
    } catch (RuntimeException failure) {
      remove(unfinished);
      throw failure;
    }
  }

  private static void refuseOther(Path target) throws ProjectException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProjectException(
          "There is something called "
              + target
              + " that is no folder; choose another name, or"
              + " remove it.");
    }
    try (var content = Files.list(target)) {
      if (content.findAny().isPresent()) {
        throw occupied(target);
      }
    } catch (IOException failure) {
      throw cannot(target, failure);
    }
  }

  private static ProjectException occupied(Path target) {
    return new ProjectException(
        "The folder "
            + target
            + " is not empty, and nothing in it was touched; choose another name, or empty it.");
  }

  private static ProjectException cannot(Path target, IOException failure) {
    return new ProjectException(
        "The project cannot be written to " + target + ": " + failure + ".");
  }

  private List<String> writeInto(Path folder) throws IOException {
    var words = words();
    var written = new ArrayList<String>();
    for (var entry : template.files().entrySet()) {
      var path = replaced(entry.getKey(), words, entry.getKey());
      var file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, replaced(read(entry.getValue()), words, entry.getValue()));
      written.add(path);
    }
    return List.copyOf(written);
  }

  private Map<String, String> words() {
    var words = new HashMap<>(Versions.all());
    words.put("name", name.name());
    words.put("package", name.packageName());
    words.put("path", name.packageName().replace('.', '/'));
    words.put("base", template.base());
    return words;
  }

  /// Words that a template has are all known; one that is not is a mistake of the template.
  static String replaced(String text, Map<String, String> words, String template) {
    var result = new StringBuilder();
    var at = 0;
    for (var open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      var close = text.indexOf('}', open);
      var word = close < 0 ? "" : text.substring(open + OPEN.length(), close);
      var value = words.get(word);
      if (value == null) {
        throw new IllegalStateException(
            "The template " + template + " has the unknown word '" + word + "'.");
      }
      result.append(text, at, open).append(value);
      at = close + 1;
    }
    return result.append(text, at, text.length()).toString();
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = NewProject.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The template " + resource + " is missing.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Temporary folders are their owner's alone; projects are as open as other new folders.
  private static void openToOthers(Path folder) throws IOException {
    var like = Files.createDirectory(folder.resolve(".like"));
    try {
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(like));
      }
    } finally {
      Files.delete(like);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stubborn) {
      // What is left is a folder with a name of its own; the failure that led here is told.
    }
  }
}

package dev.lodestar.dev.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the sources that can notice what has changed in others.
///
/// Whatever a source knows of a class of its module it knows by the name of that class, or of
/// another one that leads there: what it extends, calls, or copies a constant of. So those that
/// have a name of a changed source among their words can notice, and those that have a name of
/// these, and so on. A word in a comment counts as well: it costs the compilation of a source, and
/// no mistake.
final class SourceUsers {
  private static final String ESCAPE = "\\u";
  private static final String SUFFIX = ".class";

  private SourceUsers() {}

  /// Finds them.
  ///
  /// @param changed sources
  /// @param classes the paths of the class files of each source of the module
  /// @return the changed sources and those that can notice
  /// @throws IOException if a source cannot be read
  static Set<Path> of(Collection<Path> changed, Map<Path, Set<String>> classes) throws IOException {
    var users = users(classes);
    var found = new HashSet<>(changed);
    var left = new ArrayDeque<>(changed);
    while (!left.isEmpty()) {
      for (var name : names(classes.getOrDefault(left.remove(), Set.of()))) {
        for (var user : users.getOrDefault(name, Set.of())) {
          if (found.add(user)) {
            left.add(user);
          }
        }
      }
    }
    return found;
  }

  /// For each name of a class the sources that have it among their words.
  private static Map<String, Set<Path>> users(Map<Path, Set<String>> classes) throws IOException {
    var known = new HashSet<String>();
    classes.values().forEach(paths -> known.addAll(names(paths)));
    var users = new HashMap<String, Set<Path>>();
    for (var source : classes.keySet()) {
      for (var word : words(Files.readString(source), known)) {
        users.computeIfAbsent(word, name -> new HashSet<>()).add(source);
      }
    }
    return users;
  }

  /// The simple names of the classes that do not lie within others.
  private static Set<String> names(Set<String> paths) {
    var names = new HashSet<String>();
    for (var path : paths) {
      var name = path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
      var dollar = name.indexOf('$', 1);
      names.add(name);
      names.add(dollar < 0 ? name : name.substring(0, dollar));
    }
    return names;
  }

  /// The words of a text that are known.
  private static Collection<String> words(String text, Set<String> known) {
    if (text.contains(ESCAPE)) {
      return known; // a name may be written so, too
    }
    var words = new HashSet<String>();
    var start = -1;
    for (var at = 0; at <= text.length(); at++) {
      var inWord = at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
      if (inWord && start < 0) {
        start = at;
      } else if (!inWord && start >= 0) {
        var word = text.substring(start, at);
        if (known.contains(word)) {
          words.add(word);
        }
        start = -1;
      }
    }
    return List.copyOf(words);
  }
}

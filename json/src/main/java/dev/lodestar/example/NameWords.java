package dev.lodestar.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words of a name, and what they make one think of.
final class NameWords {
  private NameWords() {}

  /// The words of a name in any notation: `homePhone`, `home_phone` and `HOME-PHONE` have the same.
  static List<String> of(String name) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (var i = 0; i < name.length(); i++) {
      var character = name.charAt(i);
      var startsWord =
          Character.isUpperCase(character) && i > 0 && !Character.isUpperCase(name.charAt(i - 1));
      if ((startsWord || !Character.isLetterOrDigit(character)) && !word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
      if (Character.isLetterOrDigit(character)) {
        word.append(character);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /// Looks a name up by all of its words, then by the last ones, since these are what a thing is;
  /// then by the single words before. A plural counts as its singular.
  static <T> Optional<T> find(String name, Map<String, T> table) {
    var words = of(name);
    for (var from = 0; from < words.size(); from++) {
      var found =
          Optional.ofNullable(table.get(String.join(" ", words.subList(from, words.size()))));
      if (found.isEmpty()) {
        var singular = new ArrayList<>(words.subList(from, words.size()));
        singular.add(singularOf(singular.removeLast()));
        found = Optional.ofNullable(table.get(String.join(" ", singular)));
      }
      if (found.isPresent()) {
        return found;
      }
    }
    for (var word : words) {
      var found = Optional.ofNullable(table.get(word));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String singularOf(String word) {
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }
}

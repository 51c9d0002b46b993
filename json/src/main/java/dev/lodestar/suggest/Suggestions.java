package dev.lodestar.suggest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known name was meant by a mistyped one, for the "Did you mean" of a problem's fix.
public final class Suggestions {

  private Suggestions() {}

  /// Finds the known name that takes the fewest typing mistakes to become the given one: characters
  /// left out, put in, replaced, or two neighbours swapped. Upper and lower case are the same.
  ///
  /// A name is only suggested if at most a third of its characters (but always one) are mistyped;
  /// of several equally close names it is the first.
  ///
  /// @param mistyped the name that is not known
  /// @param known the names that could have been meant
  /// @return the closest known name, or empty if none is close
  public static Optional<String> closest(String mistyped, Collection<String> known) {
    var lowerCase = mistyped.toLowerCase(Locale.ROOT);
    Optional<String> closest = Optional.empty();
    var fewest = Integer.MAX_VALUE;
    for (var candidate : known) {
      var allowed = Math.max(1, Math.max(mistyped.length(), candidate.length()) / 3);
      if (Math.abs(mistyped.length() - candidate.length()) > allowed) {
        continue;
      }
      var mistakes = mistakes(lowerCase, candidate.toLowerCase(Locale.ROOT));
      if (mistakes <= allowed && mistakes < fewest) {
        fewest = mistakes;
        closest = Optional.of(candidate);
      }
    }
    return closest;
  }

  /// The optimal string alignment distance, computed row by row.
  private static int mistakes(String a, String b) {
    var beforeLast = new int[b.length() + 1];
    var last = new int[b.length() + 1];
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      var finished = row;
      row = beforeLast;
      beforeLast = last;
      last = finished;
    }
    return last[b.length()];
  }
}

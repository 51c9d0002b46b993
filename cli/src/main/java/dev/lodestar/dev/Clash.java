package dev.lodestar.dev;

import java.util.List;
import java.util.regex.Pattern;

/// Tells from the last words of a process whether something was missing to it that another process
/// has: a port of its own, a file, the lock of a database.
final class Clash {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(in use|locked|lock held|acquire (a |the )?lock|by another process)\\b",
          Pattern.CASE_INSENSITIVE);

  private Clash() {}

  static boolean isLikely(List<String> lines) {
    return lines.stream().anyMatch(line -> WORDS.matcher(line).find());
  }
}

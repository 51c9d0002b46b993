package dev.lodestar.format;

import dev.lodestar.codec.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with one document. It only exists once something is.
final class Trouble {
  private static final int MAX_PROBLEMS = Decoded.MAX_PROBLEMS;

  private final List<Noted> problems = new ArrayList<>();
  private int omitted;
  private @Nullable String error;
  private int errorPosition;

  /// A problem of the value that starts at an offset. Its pointer is only worked out when the whole
  /// document was read, so that valid documents never pay for knowing where the reader is.
  ///
  /// @param inside what follows the pointer of that value
  record Noted(
      int where, String inside, String code, String expected, String found, String message) {}

  boolean wantsMore() {
    if (error != null) {
      return false;
    }
    if (problems.size() == MAX_PROBLEMS) {
      omitted++;
      return false;
    }
    return true;
  }

  void note(Noted problem) {
    problems.add(problem);
  }

  List<Noted> problems() {
    return problems;
  }

  int omitted() {
    return omitted;
  }

  void fail(String message, int where) {
    error = message;
    errorPosition = where;
  }

  @Nullable String error() {
    return error;
  }

  int errorPosition() {
    return errorPosition;
  }
}

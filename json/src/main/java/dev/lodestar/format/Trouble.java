package dev.lodestar.format;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with one document. It only exists once something is.
final class Trouble {
  private static final int MAX_PROBLEMS = Decoded.MAX_PROBLEMS;

  /// One for each problem, where arrays are not nested. Without the others the walk takes longer.
  private static final int MAX_ELEMENTS = 1_000;

  private final List<Noted> problems = new ArrayList<>();
  private final List<Places.Element> elements = new ArrayList<>();
  private int omitted;
  private @Nullable String error;
  private int errorPosition;

  /// A problem of the value that starts at an offset. Its pointer is only worked out when the whole
  /// document was read, so that valid documents never pay for knowing where the reader is.
  ///
  /// @param inside what follows the pointer of that value
  /// @param finding the problem, with a pointer that starts after that
  record Noted(int where, String inside, DecodeProblem finding) {

    static Noted of(int where, String inside, String code, String message) {
      return of(where, inside, code, "", "", message);
    }

    static Noted of(
        int where, String inside, String code, String expected, String found, String message) {
      return new Noted(where, inside, new DecodeProblem("", code, expected, found, message));
    }

    static Noted of(int where, String inside, Violation violation) {
      return new Noted(where, inside, DecodeProblem.of(violation));
    }

    /// The problem with its pointer in the document.
    ///
    /// @param value the pointer of the value
    DecodeProblem problem(String value) {
      return finding.inside(value + inside);
    }
  }

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

  /// Elements behind the last problem that is listed need not be known.
  void inElement(Places.Element element) {
    if (omitted == 0 && elements.size() < MAX_ELEMENTS) {
      elements.add(element);
    }
  }

  /// The values that have the problems.
  Places places() {
    int[] offsets = new int[problems.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = problems.get(i).where();
    }
    return Places.of(offsets, elements);
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

package dev.lodestar.schemacheck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Collects what is wrong, or finds out only whether anything is, without a word for it.
final class Flaws {
  private static final int MOST = 100;

  /// Alternatives that refer to each other may have to be looked at again and again.
  private static final int MOST_CHECKS = 1_000_000;

  private final boolean told;
  private final boolean lenient;
  private final AtomicInteger checks;
  private final List<Flaw> list = new ArrayList<>();
  private boolean any;

  private Flaws(boolean told, boolean lenient, AtomicInteger checks) {
    this.told = told;
    this.lenient = lenient;
    this.checks = checks;
  }

  /// Begins to collect; what nobody can tell is not wrong.
  static Flaws told() {
    return new Flaws(true, true, new AtomicInteger());
  }

  /// Begins to find out; what nobody can tell is wrong.
  static Flaws certain() {
    return new Flaws(false, false, new AtomicInteger());
  }

  /// Begins to find out about an alternative.
  Flaws unseen() {
    return new Flaws(false, lenient, checks);
  }

  void add(String at, String code, Supplier<String> message) {
    if (told && list.size() < MOST) {
      list.add(new Flaw(at, code, message.get()));
    }
    any = true;
  }

  boolean isTold() {
    return told;
  }

  boolean isEmpty() {
    return !any;
  }

  /// Whether it makes no difference what else is wrong.
  boolean isFull() {
    return told ? list.size() >= MOST : any;
  }

  /// Whether there is a reason to compare a value with one more schema, and work left for it.
  boolean mayGoOn() {
    if (checks.incrementAndGet() > MOST_CHECKS) {
      any |= !lenient;
      return false;
    }
    return !isFull();
  }

  /// What is to be taken from an answer that may be missing.
  boolean holds(PatternMatch match) {
    return match == PatternMatch.FOUND || (match == PatternMatch.UNKNOWN && lenient);
  }

  /// The pointer to a field or an element, if anybody wants to know.
  String below(String at, String step) {
    return told ? at + "/" + step.replace("~", "~0").replace("/", "~1") : at;
  }

  List<Flaw> list() {
    return List.copyOf(list);
  }
}

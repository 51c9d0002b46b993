package dev.lodestar.cli;

/// Something that a diagnosis has found.
///
/// @param weight how much it matters
/// @param area what it is about
/// @param text what is the case
/// @param advice what to do; empty if nothing is to be done
record Finding(Weight weight, String area, String text, String advice) {

  /// How much a finding matters.
  enum Weight {
    FINE("ok"),
    OFF("off"),
    NOTE("note"),
    PROBLEM("problem");

    private final String word;

    Weight(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Finding fine(String area, String text) {
    return new Finding(Weight.FINE, area, text, "");
  }

  static Finding off(String area, String text, String advice) {
    return new Finding(Weight.OFF, area, text, advice);
  }

  static Finding note(String area, String text, String advice) {
    return new Finding(Weight.NOTE, area, text, advice);
  }

  static Finding problem(String area, String text, String advice) {
    return new Finding(Weight.PROBLEM, area, text, advice);
  }
}

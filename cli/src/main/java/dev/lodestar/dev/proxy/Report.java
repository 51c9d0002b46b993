package dev.lodestar.dev.proxy;

/// What keeps the application from answering, for the terminal and for browsers.
///
/// @param kind whether it does not compile, does not start or has ended
/// @param title one sentence
/// @param text what the compiler or the application has said, in lines
public record Report(Kind kind, String title, String text) {
  /// What has gone wrong.
  public enum Kind {
    /// The compiler refuses the sources.
    COMPILE("compile-error"),
    /// The application ends, or throws, before it serves.
    START("start-failure"),
    /// The application has served, and ended by itself.
    ENDED("application-ended");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// Returns the word for programs.
    ///
    /// @return for instance `compile-error`
    public String word() {
      return word;
    }
  }
}

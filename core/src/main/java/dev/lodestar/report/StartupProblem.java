package dev.lodestar.report;

import java.util.Objects;
import java.util.Optional;

/// One mistake in an application's declaration, found while the application is built.
///
/// A problem names the place first (subject and location), then the rule that is broken, then what
/// to write instead. Both texts are complete sentences; a line break in them is kept, and a line
/// that starts with a space is kept as it is, so that a fix may show code:
///
/// ```java
/// new StartupProblem(
///         "parameter-name-missing",
///         "Widgets.get(String)",
///         "The name of parameter 1 is not known, because the class was compiled without names.",
///         "Compile with \"-g\" or \"-parameters\", or name it in the annotation:\n"
///             + "    @Query(\"sku\") String sku")
///     .at("Widgets.java:17");
/// ```
///
/// Instances are immutable and may be shared between threads.
///
/// @param code a stable identifier of the broken rule in lower case with hyphens, such as
///   `route-conflict`, for searching the manual
/// @param subject what the problem is about, usually a handler such as `Widgets.get(String sku)`
/// @param location the source file and, where known, the line, such as `Widgets.java:17`
/// @param what the broken rule, as one or more complete sentences
/// @param fix what to write instead, as one or more complete sentences
public record StartupProblem(
    String code, String subject, Optional<String> location, String what, String fix) {

  /// Creates a problem.
  ///
  /// @throws IllegalArgumentException if a text is blank
  public StartupProblem {
    requireText(code, "code");
    requireText(subject, "subject");
    Objects.requireNonNull(location, "location");
    if (location.isPresent()) {
      requireText(location.get(), "location");
    }
    requireText(what, "what");
    requireText(fix, "fix");
  }

  /// Creates a problem whose place in the source is not known; [#at(String)] adds it.
  ///
  /// @param code a stable identifier of the broken rule
  /// @param subject what the problem is about
  /// @param what the broken rule, as one or more complete sentences
  /// @param fix what to write instead, as one or more complete sentences
  /// @throws IllegalArgumentException if a text is blank
  public StartupProblem(String code, String subject, String what, String fix) {
    this(code, subject, Optional.empty(), what, fix);
  }

  /// Returns this problem with a place in the source.
  ///
  /// @param newLocation the source file and, where known, the line, such as `Widgets.java:17`
  /// @return a new problem
  /// @throws IllegalArgumentException if the location is blank
  public StartupProblem at(String newLocation) {
    return new StartupProblem(code, subject, Optional.of(newLocation), what, fix);
  }

  private static void requireText(String text, String name) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "The " + name + " of a start-up problem is blank; it must say something.");
    }
  }
}

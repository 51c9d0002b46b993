package dev.lodestar.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A problem document: what a client is told about an error (RFC 9457). Sent as
/// `application/problem+json`, or as a page or a text to clients that prefer `text/html` or
/// `text/plain`.
///
/// Immutable, as far as the extension values are, and thread-safe.
///
/// ```java
/// Problem.of(Status.CONFLICT)
///     .withType(URI.create("https://example.org/problems/out-of-stock"))
///     .withDetail("There are 2 widgets left.")
///     .with("left", 2);
/// ```
public final class Problem {
  /// The type of problems that say no more than their status does.
  public static final URI ABOUT_BLANK = URI.create("about:blank");

  private final URI type;
  private final Status status;
  private final String title;
  private final Optional<String> detail;
  private final Optional<URI> instance;
  private final Map<String, Object> extensions;

  private Problem(
      URI type,
      Status status,
      String title,
      Optional<String> detail,
      Optional<URI> instance,
      Map<String, Object> extensions) {
    this.type = type;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.instance = instance;
    this.extensions = extensions;
  }

  /// Returns the problem that says what a status says: type `about:blank`, the status's reason as
  /// the title. A status whose reason is blank has the title that [Status#of(int)] knows for its
  /// code, so that no problem lacks a title.
  ///
  /// @param status the status
  /// @return the problem
  public static Problem of(Status status) {
    var title = status.reason().isBlank() ? Status.of(status.code()).reason() : status.reason();
    return new Problem(ABOUT_BLANK, status, title, Optional.empty(), Optional.empty(), Map.of());
  }

  /// Returns the URI that identifies the kind of problem.
  ///
  /// @return the type, `about:blank` unless one was given
  public URI type() {
    return type;
  }

  /// Returns the status that the problem is answered with.
  ///
  /// @return the status
  public Status status() {
    return status;
  }

  /// Returns the short summary, the same for all problems of this type.
  ///
  /// @return the title
  public String title() {
    return title;
  }

  /// Returns the explanation of this one occurrence.
  ///
  /// @return the detail, if one was given
  public Optional<String> detail() {
    return detail;
  }

  /// Returns the URI that identifies this one occurrence.
  ///
  /// @return the instance, if one was given
  public Optional<URI> instance() {
    return instance;
  }

  /// Returns the further members.
  ///
  /// @return name to value, in the order in which they were added; unmodifiable
  public Map<String, Object> extensions() {
    return extensions;
  }

  /// Returns this problem with another type.
  ///
  /// @param type the type
  /// @return the new problem
  public Problem withType(URI type) {
    return new Problem(type, status, title, detail, instance, extensions);
  }

  /// Returns this problem with another title.
  ///
  /// @param title the title
  /// @return the new problem
  public Problem withTitle(String title) {
    return new Problem(type, status, title, detail, instance, extensions);
  }

  /// Returns this problem with another detail. The text goes to the client: it must not tell
  /// internals.
  ///
  /// @param detail a sentence that helps the client to correct the problem
  /// @return the new problem
  public Problem withDetail(String detail) {
    return new Problem(type, status, title, Optional.of(detail), instance, extensions);
  }

  /// Returns this problem with another instance.
  ///
  /// @param instance the instance
  /// @return the new problem
  public Problem withInstance(URI instance) {
    return new Problem(type, status, title, detail, Optional.of(instance), extensions);
  }

  /// Returns this problem with one more member.
  ///
  /// @param name the member's name: three characters or more, letters, digits and `_`, the first a
  ///   letter (RFC 9457, section 4)
  /// @param value the value; whatever the JSON codecs of the application can encode
  /// @return the new problem
  /// @throws IllegalArgumentException if the name is not of that form or is one of `type`,
  ///   `status`, `title`, `detail` and `instance`
  public Problem with(String name, Object value) {
    checkName(name);
    var extended = new LinkedHashMap<>(extensions);
    extended.put(name, value);
    return new Problem(
        type, status, title, detail, instance, Collections.unmodifiableMap(extended));
  }

  private static void checkName(String name) {
    var wellFormed = name.length() >= 3;
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      wellFormed &= letter || (i > 0 && (c == '_' || (c >= '0' && c <= '9')));
    }
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "'"
              + Tokens.printable(name)
              + "' is not the name of a problem member; expected three or more letters, digits and"
              + " '_', the first a letter.");
    }
    switch (name) {
      case "type", "status", "title", "detail", "instance" ->
          throw new IllegalArgumentException(
              "'"
                  + name
                  + "' is a standard member of a problem; set it with its own method, not as an"
                  + " extension.");
      default -> {
        // an extension
      }
    }
  }

  /// Returns status, title and detail, for logs.
  @Override
  public String toString() {
    return status.code() + " " + title + (detail.isEmpty() ? "" : ": " + detail.get());
  }
}

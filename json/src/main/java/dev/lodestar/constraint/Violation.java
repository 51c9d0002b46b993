package dev.lodestar.constraint;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One constraint that a value breaks.
///
/// A violation is cheap: its message is put together when somebody asks for it. Two violations are
/// equal if their pointers, codes and messages in the default locale are.
///
/// Instances are immutable and safe for use by many threads.
public final class Violation {
  /// How many characters of a name a pointer has.
  private static final int MAX_NAME = 256;

  private final String pointer;
  private final String code;
  private final Message message;

  Violation(String pointer, String code, Message message) {
    this.pointer = pointer;
    this.code = code;
    this.message = message;
  }

  /// Returns a violation whose message is the same in all languages.
  ///
  /// @param pointer where in the value, as a JSON pointer (RFC 6901)
  /// @param code what kind of violation it is
  /// @param message what a client is told
  /// @return a new violation
  public static Violation of(String pointer, String code, String message) {
    return new Violation(pointer, code, new Message.Fixed(message));
  }

  /// Says that the application's own code refused a value: a constructor, or a rule of the type.
  ///
  /// The message of an `IllegalArgumentException` is told to the client, unless the platform made
  /// it: that names classes and methods, which are no client's business. Of everything else the
  /// client only learns that the value was refused.
  ///
  /// @param refusal what was thrown
  /// @return a violation of the value as a whole with the code `invalid`
  public static Violation refusal(Throwable refusal) {
    return Refusal.violation(refusal);
  }

  /// The step of a JSON pointer (RFC 6901) that leads to a field, a key or an index.
  ///
  /// @param name the name as it is
  /// @return the escaped name with the slash before it: `/a~1b` for `a/b`; of a name that is longer
  ///   than 256 characters its beginning and an ellipsis, so that many problems below it are not
  ///   much longer than the document
  public static String step(String name) {
    return "/" + beginning(name).replace("~", "~0").replace("/", "~1");
  }

  private static String beginning(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
    return name.substring(0, end) + "…";
  }

  /// Where in the value.
  ///
  /// @return a JSON pointer (RFC 6901): empty for the value itself, `/2` for the third element of a
  ///   list
  public String pointer() {
    return pointer;
  }

  /// What kind of violation it is.
  ///
  /// @return the simple name of the annotation, such as `Min`; `invalid` for [#refusal]
  public String code() {
    return code;
  }

  /// What the annotation says about it, in the default locale of the [ConstraintSettings].
  ///
  /// @return the message, such as `must be greater than or equal to 1`
  public String message() {
    return message.text();
  }

  /// What the annotation says about it, in a language.
  ///
  /// @param locale the language that is wished for; where there are no messages in it, those of the
  ///   default locale are taken
  /// @return the message, such as `muss mindestens 1 sein`
  public String message(Locale locale) {
    return message.text(locale);
  }

  /// Returns this violation as one of something further out.
  ///
  /// @param prefix the JSON pointer to the value that was checked
  /// @return a violation whose pointer begins with the prefix
  public Violation inside(String prefix) {
    return prefix.isEmpty() ? this : new Violation(prefix + pointer, code, message);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && pointer.equals(that.pointer)
        && code.equals(that.code)
        && message().equals(that.message());
  }

  @Override
  public int hashCode() {
    return Objects.hash(pointer, code);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(value)" : pointer) + ": " + message() + " [" + code + "]";
  }
}

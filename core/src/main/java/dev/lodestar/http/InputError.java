package dev.lodestar.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong with the input of a request, as clients are told about it. Handlers
/// throw several of them at once with [HttpException#invalidInput(java.util.List)], in the same
/// form as the framework's own checks do. Immutable and thread-safe.
///
/// @param source the part of the request
/// @param place where in it: the name of the parameter, header, cookie or form field, empty for a
///   group of them as a whole; for the body a JSON pointer (RFC 6901), empty for the whole body
/// @param code the kind of error for programs: `required`, `format`, `duplicate`, `malformed`, the
///   simple name of a constraint such as `Min`, another code of the JSON engine, or one of the
///   application's own
/// @param message the error for people
public record InputError(InputSource source, String place, String code, String message) {

  /// As of every record. Written out, since linking what Java makes of it is a good part of the
  /// first refusal of a process.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputError error
        && source == error.source
        && place.equals(error.place)
        && code.equals(error.code)
        && message.equals(error.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(place, code, message);
  }

  /// Returns the members of the error in a problem document.
  ///
  /// @return `in`, `name` or, for the body, `pointer`, `code` and `message`; unmodifiable
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>(8);
    members.put("in", source.word());
    members.put(source == InputSource.BODY ? "pointer" : "name", place);
    members.put("code", code);
    members.put("message", message);
    return Collections.unmodifiableMap(members);
  }

  /// Returns the error of a value that is missing.
  ///
  /// @param source the part of the request
  /// @param name the name of the parameter, header or cookie
  /// @return the error, with the code `required`
  public static InputError required(InputSource source, String name) {
    return new InputError(
        source, name, "required", "The " + source.noun() + " '" + name + "' is required.");
  }

  /// Returns the error of a text that is not a value of the expected type. What the client sent is
  /// repeated, cut after 100 characters and without control characters.
  ///
  /// @param source the part of the request
  /// @param name the name of the parameter, header or cookie
  /// @param text what the client sent
  /// @param expected what is accepted, as a phrase that completes "expected …"
  /// @return the error, with the code `format`
  public static InputError format(InputSource source, String name, String text, String expected) {
    return new InputError(
        source,
        name,
        "format",
        "Expected " + expected + ", found the text \"" + shown(text) + "\".");
  }

  /// Returns a text of a client as it may be repeated in a message.
  ///
  /// @param text what the client sent
  /// @return its first 100 characters, without control characters
  public static String shown(String text) {
    return Tokens.echo(text);
  }

  /// Returns the error of a value that was sent several times where one is expected.
  ///
  /// @param source the part of the request
  /// @param name the name of the parameter, header or cookie
  /// @param times how many times it was sent
  /// @return the error, with the code `duplicate`
  public static InputError duplicate(InputSource source, String name, int times) {
    return new InputError(source, name, "duplicate", "Expected one value, found " + times + ".");
  }
}

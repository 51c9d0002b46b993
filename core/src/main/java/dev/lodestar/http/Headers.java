package dev.lodestar.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// The header fields of a message (RFC 9110, section 5): a multimap in the order of arrival whose
/// names compare without regard to case.
///
/// Names are tokens and values have only visible characters, spaces, tabs and the bytes 0x80 to
/// 0xFF; anything else, CR and LF above all, is refused when it is added, so no value can break out
/// of its line. Immutable and thread-safe.
///
/// ```java
/// var headers = Headers.of("Accept", "text/html").withAdded("Accept", "text/plain");
/// headers.first("accept");   // Optional[text/html]
/// headers.all("ACCEPT");     // [text/html, text/plain]
/// ```
public final class Headers {
  private static final Headers EMPTY = new Headers(new String[0]);

  /// Name and value alternate.
  private final String[] fields;

  /// Whether names and values have been checked here, and not by an engine.
  private final boolean checked;

  private Headers(String[] fields) {
    this(fields, true);
  }

  private Headers(String[] fields, boolean checked) {
    this.fields = fields;
    this.checked = checked;
  }

  /// Returns headers without any field.
  ///
  /// @return the empty headers
  public static Headers empty() {
    return EMPTY;
  }

  /// Returns headers of the given names and values.
  ///
  /// @param namesAndValues name, value, name, value …
  /// @return the headers, in that order
  /// @throws IllegalArgumentException if the number of strings is odd, a name is not a token, or a
  ///   value has an illegal character
  public static Headers of(String... namesAndValues) {
    var builder = new Builder(namesAndValues.length);
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Headers are given as name, value, name, value …, but there are "
              + namesAndValues.length
              + " strings.");
    }
    for (var i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /// Returns headers over fields that an HTTP engine has already checked while parsing them. The
  /// array is not copied. Applications use [#of(String...)], which checks.
  ///
  /// @param namesAndValues name, value, name, value …; the caller must not change it afterwards
  /// @return the headers
  public static Headers unchecked(String... namesAndValues) {
    return namesAndValues.length == 0 ? EMPTY : new Headers(namesAndValues, false);
  }

  /// Returns these headers, after checking them if [#unchecked(String...)] made them. Whatever is
  /// sent in a response goes through here.
  ///
  /// @return these headers
  /// @throws IllegalArgumentException if a name is not a token, or a value has an illegal character
  public Headers verified() {
    return checked ? this : of(fields);
  }

  /// Returns a builder without any field.
  ///
  /// @return a new builder; not thread-safe
  public static Builder builder() {
    return new Builder(16);
  }

  /// Returns the number of fields, counting repeated names each time.
  ///
  /// @return the number of name-value pairs
  public int size() {
    return fields.length / 2;
  }

  /// Tells whether there is no field.
  ///
  /// @return `true` if there is none
  public boolean isEmpty() {
    return fields.length == 0;
  }

  /// Tells whether there is a field of this name, whatever its value.
  ///
  /// @param name the name, in any case
  /// @return `true` if there is at least one
  public boolean contains(String name) {
    return indexOf(name, 0) >= 0;
  }

  /// Returns the value of the first field of a name.
  ///
  /// @param name the name, in any case
  /// @return the value, which may be empty text; nothing if there is no such field
  public Optional<String> first(String name) {
    var index = indexOf(name, 0);
    return index < 0 ? Optional.empty() : Optional.of(fields[index + 1]);
  }

  /// Returns the value of the first field of a name, or a fallback.
  ///
  /// @param name the name, in any case
  /// @param fallback what to return if there is no such field
  /// @return the value or the fallback
  public String first(String name, String fallback) {
    var index = indexOf(name, 0);
    return index < 0 ? fallback : fields[index + 1];
  }

  /// Returns the values of all fields of a name, in order of arrival.
  ///
  /// @param name the name, in any case
  /// @return the values, one for each field line; a comma-separated list is not taken apart
  public List<String> all(String name) {
    var index = indexOf(name, 0);
    if (index < 0) {
      return List.of();
    }
    var values = new ArrayList<String>(2);
    for (; index >= 0; index = indexOf(name, index + 2)) {
      values.add(fields[index + 1]);
    }
    return List.copyOf(values);
  }

  /// Returns the elements of a field that is a comma-separated list (RFC 9110, section 5.6.1), over
  /// all field lines of the name. Commas inside quoted strings do not separate, and empty elements
  /// are left out.
  ///
  /// @param name the name, in any case
  /// @return the elements, trimmed, in order of arrival
  public List<String> elements(String name) {
    var index = indexOf(name, 0);
    if (index < 0) {
      return List.of();
    }
    var elements = new ArrayList<String>(4);
    for (; index >= 0; index = indexOf(name, index + 2)) {
      split(fields[index + 1], elements);
    }
    return List.copyOf(elements);
  }

  private static void split(String value, List<String> elements) {
    var quoted = false;
    var start = 0;
    for (var i = 0; i <= value.length(); i++) {
      var c = i == value.length() ? ',' : value.charAt(i);
      if (quoted && i < value.length()) {
        if (c == '\\' && i + 1 < value.length()) {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        var element = Tokens.trim(value.substring(start, i));
        if (!element.isEmpty()) {
          elements.add(element);
        }
        start = i + 1;
      }
    }
  }

  /// Returns the distinct names, in lower case, in the order in which they first occur.
  ///
  /// @return the names
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (var i = 0; i < fields.length; i += 2) {
      names.add(fields[i].toLowerCase(Locale.ROOT));
    }
    return Collections.unmodifiableSet(names);
  }

  /// Calls the action for each field in order, with the name as it was given.
  ///
  /// @param action receives name and value
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (var i = 0; i < fields.length; i += 2) {
      action.accept(fields[i], fields[i + 1]);
    }
  }

  /// Returns the name of a field by its place, for loops that must not allocate.
  ///
  /// @param index the place, 0 to `size() - 1`
  /// @return the name as it was given
  /// @throws IndexOutOfBoundsException if there is no such place
  public String name(int index) {
    return fields[2 * index];
  }

  /// Returns the value of a field by its place, for loops that must not allocate.
  ///
  /// @param index the place, 0 to `size() - 1`
  /// @return the value
  /// @throws IndexOutOfBoundsException if there is no such place
  public String value(int index) {
    return fields[2 * index + 1];
  }

  /// Returns how many fields have a name.
  ///
  /// @param name the name, in any case
  /// @return the number of field lines
  public int count(String name) {
    var count = 0;
    for (var index = indexOf(name, 0); index >= 0; index = indexOf(name, index + 2)) {
      count++;
    }
    return count;
  }

  /// Returns headers whose `Vary` names request headers too, so that caches keep a response for
  /// requests that are alike in them (RFC 9110, section 12.5.5). What is named already, in any
  /// case, is not named twice, and beside `*` nothing is named.
  ///
  /// @param names the names of request headers, or `*`
  /// @return the new headers, with at most one `Vary`; these headers if there is nothing to add
  /// @throws IllegalArgumentException if a name is not a token
  public Headers withVary(String... names) {
    var known = elements("Vary");
    var all = new ArrayList<String>(known);
    for (var name : names) {
      Builder.checkName(name);
      if (!containsIgnoringCase(all, name)) {
        all.add(name);
      }
    }
    if (all.size() == known.size() || known.contains("*")) {
      return this;
    }
    return with("Vary", all.contains("*") ? "*" : String.join(", ", all));
  }

  private static boolean containsIgnoringCase(List<String> names, String name) {
    for (var each : names) {
      if (each.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /// Returns headers in which the name has exactly this value; other fields of the name are gone.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return the new headers
  /// @throws IllegalArgumentException if name or value has an illegal character
  public Headers with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /// Returns headers with one more field at the end.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return the new headers
  /// @throws IllegalArgumentException if name or value has an illegal character
  public Headers withAdded(String name, String value) {
    return toBuilder().add(name, value).build();
  }

  /// Returns headers with the fields of other headers at the end.
  ///
  /// @param other the fields to add
  /// @return the new headers
  public Headers withAll(Headers other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    var merged = new String[fields.length + other.fields.length];
    System.arraycopy(fields, 0, merged, 0, fields.length);
    System.arraycopy(other.fields, 0, merged, fields.length, other.fields.length);
    return new Headers(merged, checked && other.checked);
  }

  /// Returns headers without any field of a name.
  ///
  /// @param name the name, in any case
  /// @return the new headers, or these if there is no such field
  public Headers without(String name) {
    return contains(name) ? toBuilder().remove(name).build() : this;
  }

  private Builder toBuilder() {
    var builder = new Builder(fields.length + 2);
    for (var i = 0; i < fields.length; i += 2) {
      builder.add(fields[i], fields[i + 1]);
    }
    return builder;
  }

  private int indexOf(String name, int from) {
    var length = name.length();
    for (var i = from; i < fields.length; i += 2) {
      var candidate = fields[i];
      if (candidate.length() == length && candidate.equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /// Two headers are equal when they have the same names, without regard to case, each with the
  /// same values in the same order.
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Headers headers) || headers.size() != size()) {
      return false;
    }
    for (var name : names()) {
      if (!all(name).equals(headers.all(name))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    var hash = 0;
    for (var name : new TreeSet<>(names())) {
      hash = 31 * hash + name.hashCode() + all(name).hashCode();
    }
    return hash;
  }

  /// Returns the fields as they would stand in a message, one a line. Values of `Authorization`,
  /// `Proxy-Authorization`, `Cookie` and `Set-Cookie` are shown as `***`, since headers end up in
  /// logs.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var i = 0; i < fields.length; i += 2) {
      var secret =
          switch (fields[i].toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization", "cookie", "set-cookie" -> true;
            default -> false;
          };
      text.append(fields[i]).append(": ").append(secret ? "***" : fields[i + 1]).append('\n');
    }
    return text.toString();
  }

  /// Collects fields. Not thread-safe.
  public static final class Builder {
    private final List<String> fields;

    private Builder(int capacity) {
      fields = new ArrayList<>(capacity);
    }

    /// Adds a field at the end.
    ///
    /// @param name the name, a token
    /// @param value the value; spaces and tabs around it are dropped
    /// @return this builder
    /// @throws IllegalArgumentException if the name is not a token, or the value has a character
    ///   other than visible ones, space, tab and 0x80 to 0xFF
    public Builder add(String name, String value) {
      checkName(name);
      var stripped = Tokens.trim(value);
      checkValue(name, stripped);
      fields.add(name);
      fields.add(stripped);
      return this;
    }

    /// Replaces all fields of a name by one; it stands where the first of them stood.
    ///
    /// @param name the name, a token
    /// @param value the value
    /// @return this builder
    /// @throws IllegalArgumentException as [#add(String, String)] does
    public Builder set(String name, String value) {
      checkName(name);
      var stripped = Tokens.trim(value);
      checkValue(name, stripped);
      for (var i = 0; i < fields.size(); i += 2) {
        if (fields.get(i).equalsIgnoreCase(name)) {
          removeFrom(name, i + 2);
          fields.set(i, name);
          fields.set(i + 1, stripped);
          return this;
        }
      }
      fields.add(name);
      fields.add(stripped);
      return this;
    }

    /// Removes all fields of a name.
    ///
    /// @param name the name, in any case
    /// @return this builder
    public Builder remove(String name) {
      removeFrom(name, 0);
      return this;
    }

    private void removeFrom(String name, int from) {
      for (var i = fields.size() - 2; i >= from; i -= 2) {
        if (fields.get(i).equalsIgnoreCase(name)) {
          fields.remove(i + 1);
          fields.remove(i);
        }
      }
    }

    /// Builds the headers; the builder can go on being used.
    ///
    /// @return the headers collected so far
    public Headers build() {
      return fields.isEmpty() ? EMPTY : new Headers(fields.toArray(new String[0]));
    }

    private static void checkName(String name) {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException(
            "'"
                + Tokens.printable(name)
                + "' is not a header name; a header name is a token of letters, digits and"
                + " !#$%&'*+-.^_`|~.");
      }
    }

    private static void checkValue(String name, String value) {
      for (var i = 0; i < value.length(); i++) {
        if (!Tokens.isFieldValueCharacter(value.charAt(i))) {
          throw new IllegalArgumentException(
              "The value of header "
                  + name
                  + " has the character U+"
                  + Tokens.hex(value.charAt(i))
                  + " at index "
                  + i
                  + "; allowed are visible characters, space, tab and U+0080 to U+00FF.");
        }
      }
    }
  }
}

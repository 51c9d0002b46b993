package dev.lodestar.convert;

/// Parses a text into a value of one simple type and formats such a value as text.
///
/// The same converter serves every place where a simple value travels as text: path segments, query
/// parameters, headers, cookies, map keys and JSON strings. `parse` and `format` are inverse: for
/// every value `v`, `parse(format(v))` equals `v`.
///
/// ```java
/// record Sku(String code) {}
///
/// final class SkuConverter implements Converter<Sku> {
///   public Sku parse(String text) {
///     if (text.length() != 8) {
///       throw new IllegalArgumentException("a SKU has 8 characters");
///     }
///     return new Sku(text);
///   }
///
///   public String format(Sku sku) {
///     return sku.code();
///   }
///
///   public String expected() {
///     return "a SKU of 8 characters";
///   }
/// }
/// ```
///
/// Converters are called by many threads at the same time and must be thread-safe.
///
/// @param <T> the type of the value
public interface Converter<T> {

  /// Parses the text.
  ///
  /// @param text the whole text, already percent-decoded; may be empty
  /// @return the value
  /// @throws IllegalArgumentException if the text is not a value of this type; every other
  ///   exception, such as that of `text.charAt(0)`, says so too. The client is told what
  ///   [#expected()] says, never the exception's message. An `Error` is passed on
  T parse(String text);

  /// Formats a value so that [#parse(String)] reads it back.
  ///
  /// @param value the value
  /// @return its text, not yet percent-encoded
  /// @throws IllegalArgumentException if the value has no text that `parse` accepts
  String format(T value);

  /// Says what [#parse(String)] accepts, as a phrase that completes "expected …", for instance `an
  /// integer between -2147483648 and 2147483647`.
  ///
  /// @return the phrase, without a full stop
  String expected();
}

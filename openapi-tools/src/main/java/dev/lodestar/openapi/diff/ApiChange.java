package dev.lodestar.openapi.diff;

/// One thing that is different in the newer of two documents.
///
/// @param weight whom it concerns
/// @param where the operation, such as `GET /widgets/{sku}`, the component, such as `Widget in
///   requests`, or `document`
/// @param place where in there, such as `query parameter 'limit'`; empty for all of it
/// @param message what is different, a complete sentence
public record ApiChange(Weight weight, String where, String place, String message) {

  /// Whom a change concerns.
  public enum Weight {
    /// A client that was written for the older document may fail.
    BREAKING,
    /// The interface is another one, and clients that were written for the older document work.
    COMPATIBLE,
    /// Only what people read: descriptions, examples, tags.
    PROSE
  }

  @Override
  public String toString() {
    return place.isEmpty()
        ? message
        : Character.toUpperCase(place.charAt(0)) + place.substring(1) + ": " + message;
  }
}

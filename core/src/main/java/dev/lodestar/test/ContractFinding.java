package dev.lodestar.test;

/// One thing in which an application and its OpenAPI document disagree.
///
/// @param kind what sort of disagreement it is
/// @param place where the document says what counts, as a JSON pointer (RFC 6901), for instance
///   `/paths/~1widgets/get/responses`
/// @param message what the document says and what was seen, in a sentence
public record ContractFinding(Kind kind, String place, String message) {

  /// The sorts of disagreement. What a test does not care about is left out with
  /// [ContractOptions#without(Kind...)].
  public enum Kind {
    /// The document has no such operation, though the application answers it.
    UNDOCUMENTED_OPERATION,
    /// A request had a query parameter that the document does not have, and was accepted.
    UNDOCUMENTED_PARAMETER,
    /// A response has a status that the document does not have for the operation.
    UNDOCUMENTED_STATUS,
    /// A response has a header that the document does not have.
    UNDOCUMENTED_HEADER,
    /// A response has content of a media type that the document does not have, or has content where
    /// the document has none.
    UNDOCUMENTED_CONTENT,
    /// An object in a response has a field that its schema does not have.
    UNDOCUMENTED_FIELD,
    /// A header of a response is missing although it is required, or its value is not what its
    /// schema says.
    INVALID_HEADER,
    /// The content of a response is missing, malformed, or not what its schema says.
    INVALID_CONTENT,
    /// The application accepted a request that the document forbids.
    ACCEPTED_REQUEST,
    /// The application refused the input of a request that the document allows. Reported only if
    /// asked for, since a schema cannot say everything; see
    /// [ContractOptions#withRefusedRequests(boolean)].
    REFUSED_REQUEST
  }

  /// Returns the message and the place.
  @Override
  public String toString() {
    return message + " (" + place + ")";
  }
}

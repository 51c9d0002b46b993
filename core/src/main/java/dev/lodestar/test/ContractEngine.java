package dev.lodestar.test;

import dev.lodestar.openapi.OpenApiDocument;
import java.util.List;

/// Compares requests and responses with OpenAPI documents. A service that
/// [TestClient#checkingContract()] looks up; the artifact `dev.lodestar:lodestar-contract` provides
/// it. Implementations are thread-safe.
public interface ContractEngine {

  /// Prepares a document.
  ///
  /// @param document the document
  /// @param options what is to be reported
  /// @return what compares exchanges with it
  Contract contract(OpenApiDocument document, ContractOptions options);

  /// A document that exchanges can be compared with. Thread-safe.
  interface Contract {

    /// Compares a request and its response with the document.
    ///
    /// @param exchange both
    /// @return what is found; empty if nothing is
    List<ContractFinding> check(ContractExchange exchange);

    /// Compares an event of a stream with what the document says of the content of the response.
    ///
    /// @param exchange the request, and the head of the response
    /// @param event the name of the event
    /// @param data the data of the event
    /// @return what is found; empty if nothing is
    List<ContractFinding> checkEvent(ContractExchange exchange, String event, String data);
  }
}

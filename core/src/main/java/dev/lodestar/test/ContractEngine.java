package dev.lodestar.test;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares requests and responses with OpenAPI documents. A service that
/// [TestClient#checkingContract()] looks up; the artifact `dev.lodestar:lodestar-contract` provides
/// it. Implementations are thread-safe.
public interface ContractEngine {

  /// Prepares a document.
  ///
  /// @param document an OpenAPI 3.1 document as maps, lists and simple values
  /// @param options what is to be reported
  /// @return what compares exchanges with it
  Contract contract(Map<String, @Nullable Object> document, ContractOptions options);

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

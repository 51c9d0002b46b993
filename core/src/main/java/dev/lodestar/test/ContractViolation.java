package dev.lodestar.test;

import java.util.List;

/// Fails a test because the application and its OpenAPI document disagree; see
/// [TestClient#checkingContract()]. The message shows every finding and the whole response.
public final class ContractViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final transient List<ContractFinding> findings;

  ContractViolation(String operation, List<ContractFinding> findings, String shown) {
    super(message(operation, findings, shown));
    this.operation = operation;
    this.findings = List.copyOf(findings);
  }

  private static String message(String operation, List<ContractFinding> findings, String shown) {
    var message = new StringBuilder(operation).append(" does not keep to the OpenAPI document:");
    for (var finding : findings) {
      message.append("\n- ").append(finding);
    }
    return message.append('\n').append(shown).toString();
  }

  /// Returns which operation it is about.
  ///
  /// @return the method and the path template of the route, such as `GET /widgets/{sku}`, or the
  ///   request line where the route is not known
  public String operation() {
    return operation;
  }

  /// Returns what was found.
  ///
  /// @return one finding or more
  public List<ContractFinding> findings() {
    return findings;
  }
}

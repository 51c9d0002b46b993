package dev.lodestar.server.tls;

import java.io.IOException;
import java.util.List;

/// TLS cannot be set up; the message says everything that is wrong.
public final class TlsFailure extends IOException {
  private static final long serialVersionUID = 1L;

  TlsFailure(List<String> problems) {
    super(message(problems));
  }

  private static String message(List<String> problems) {
    if (problems.size() == 1) {
      return problems.getFirst();
    }
    var text =
        new StringBuilder("TLS cannot be set up: " + problems.size() + " problems were found.");
    for (var i = 0; i < problems.size(); i++) {
      text.append("\n ").append(i + 1).append(". ").append(problems.get(i));
    }
    return text.toString();
  }
}

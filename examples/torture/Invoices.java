package torture;

import java.math.BigDecimal;

/// A class whose nested record has the name of another one.
final class Invoices {
  record Line(String text, BigDecimal amount) {}

  private Invoices() {}
}

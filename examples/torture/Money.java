package torture;

import dev.lodestar.model.Creator;
import dev.lodestar.model.Default;
import dev.lodestar.model.Name;
import java.math.BigDecimal;
import java.util.Currency;

/// An amount of a currency, made by a factory.
final class Money {
  private final BigDecimal amount;
  private final Currency currency;

  private Money(BigDecimal amount, Currency currency) {
    this.amount = amount;
    this.currency = currency;
  }

  @Creator
  static Money of(
      @Name("amount") BigDecimal amount, @Name("currency") @Default("EUR") Currency currency) {
    return new Money(amount, currency);
  }

  public BigDecimal getAmount() {
    return amount;
  }

  public Currency getCurrency() {
    return currency;
  }
}

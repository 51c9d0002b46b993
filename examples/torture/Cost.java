package torture;

import dev.lodestar.model.Untagged;
import dev.lodestar.model.Value;
import jakarta.validation.constraints.Max;
import java.math.BigDecimal;

/// What something costs, told apart by what it looks like.
@Untagged
sealed interface Cost {
  record Amount(@Value BigDecimal amount) implements Cost {}

  record Range(BigDecimal from, BigDecimal to) implements Cost {}

  record Discount(BigDecimal full, @Max(90) int percent) implements Cost {}

  enum OnRequest implements Cost {
    ON_REQUEST
  }
}

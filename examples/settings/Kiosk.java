import dev.lodestar.*;
import dev.lodestar.secret.Secret;
import jakarta.validation.constraints.*;
import java.time.LocalTime;
import java.util.*;

/// What the table `kiosk` of the configuration says.
///
/// @param opens when the kiosk opens
/// @param prices in cents, by the name of the article
/// @param discountCode whoever knows it pays less
record Kiosk(
    @NotBlank String name,
    LocalTime opens,
    Map<String, @Positive Integer> prices,
    @Max(50) int discount,
    @Size(min = 8) Secret discountCode) {

  int price(String article, Optional<Secret> code) {
    var full = prices.get(article);
    return code.equals(Optional.of(discountCode)) ? full - full * discount / 100 : full;
  }
}

record Price(String article, int cents) {}

@Get("/")
String about(Kiosk kiosk) {
  return kiosk.name() + " opens at " + kiosk.opens() + "\n";
}

@Get("/prices")
List<Price> prices(Kiosk kiosk, Optional<Secret> code) {
  return new TreeSet<>(kiosk.prices().keySet())
      .stream().map(article -> new Price(article, kiosk.price(article, code))).toList();
}

void main(String... args) {
  Lodestar.run(
      configuration ->
          Lodestar.app()
              .configuration(configuration)
              .settings("kiosk", Kiosk.class)
              .routes(this)
              .build(),
      args);
}

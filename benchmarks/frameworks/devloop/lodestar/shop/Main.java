package shop;

import dev.lodestar.Lodestar;
import dev.lodestar.inject.Provider;

public class Main {
  public static void main(String[] arguments) {
    Lodestar.run(
        Lodestar.app()
            .provide(Provider.of(ThingService.class).singleton())
            .routes(Things.class)
            .build(),
        arguments);
  }
}

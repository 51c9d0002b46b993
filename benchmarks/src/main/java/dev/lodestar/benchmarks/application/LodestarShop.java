package dev.lodestar.benchmarks.application;

import dev.lodestar.App;
import dev.lodestar.Lodestar;

/// The shop of five endpoints in Lodestar. It listens where `LODESTAR_PORT` says.
public final class LodestarShop {
  /// Builds the application.
  ///
  /// @return the application
  public static App app() {
    return Lodestar.app().routes(new Shop(), new Products()).build();
  }

  void main() {
    Lodestar.run(app());
  }
}

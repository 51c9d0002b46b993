package dev.lodestar.benchmarks.application;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;

/// The smallest application of Lodestar. It listens where `LODESTAR_PORT` says.
public final class HelloLodestar {
  @Get("/")
  String hello() {
    return "Hello, World!";
  }

  void main() {
    Lodestar.run(this);
  }
}

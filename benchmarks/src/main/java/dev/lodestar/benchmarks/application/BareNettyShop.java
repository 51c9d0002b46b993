package dev.lodestar.benchmarks.application;

/// The shop of five endpoints on bare Netty. It listens where `PORT` says.
public final class BareNettyShop {
  @SuppressWarnings("resource") // serves until the process is stopped
  void main() {
    BareNetty.start(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
  }
}

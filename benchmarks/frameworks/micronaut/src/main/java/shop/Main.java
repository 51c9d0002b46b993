package shop;

import io.micronaut.runtime.Micronaut;

/// Micronaut on Netty with Serde; handlers may block. The settings are in
/// `application.properties`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Micronaut.build(arguments).mainClass(Main.class).banner(false).start();
  }
}

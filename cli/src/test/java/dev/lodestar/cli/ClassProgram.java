package dev.lodestar.cli;

import dev.lodestar.Lodestar;
import dev.lodestar.http.Response;

/// A program that is a class on the class path.
final class ClassProgram {
  private ClassProgram() {}

  public static void main(String... args) {
    Lodestar.app().get("/of-a-class", request -> Response.text("hi")).build().serve();
  }
}

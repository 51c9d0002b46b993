package dev.lodestar.model;

/// One reason why a type cannot be used.
///
/// @param path where, from the type that was asked for to the culprit: `Order.lines[].price`; `[]`
///   stands for the elements of a list, `{}` for the values of a map
/// @param message what is wrong, as a complete sentence
/// @param fix what to write instead, as a complete sentence
public record ModelProblem(String path, String message, String fix) {

  @Override
  public String toString() {
    return path + ": " + message + " " + fix;
  }
}

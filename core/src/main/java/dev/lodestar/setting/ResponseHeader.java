package dev.lodestar.setting;

/// A header that a layer adds to responses, unless the response has it already.
///
/// @param name the name as written
/// @param value the value; empty means that an outer layer's header of this name is not added
/// @param removed whether the header is to be left out
public record ResponseHeader(String name, String value, boolean removed) {

  /// Returns the line, or that it is left out.
  @Override
  public String toString() {
    return removed ? name + " left out" : name + ": " + value;
  }
}

package dev.lodestar.layer;

import java.util.List;

/// A security scheme that requests of a route satisfy, for descriptions of the API. It enforces
/// nothing: guards and middleware do.
///
/// @param scheme the name of the scheme, for instance `bearer`
/// @param scopes the scopes that are needed; empty for none
public record SecurityRequirement(String scheme, List<String> scopes) {

  /// Creates a requirement.
  public SecurityRequirement {
    scopes = List.copyOf(scopes);
  }

  /// Returns the scheme, with its scopes if there are any.
  @Override
  public String toString() {
    return scopes.isEmpty() ? scheme : scheme + scopes;
  }
}

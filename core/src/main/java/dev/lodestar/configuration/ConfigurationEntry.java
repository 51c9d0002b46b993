package dev.lodestar.configuration;

/// One value of a configuration as it counts, for people who look for where it comes from.
///
/// @param path the name, such as `shop.database.url`
/// @param value the value as a text; `******` for a secret, for a text whose name sounds like one,
///   and for the password of a URL; empty for what is not set
/// @param origin where it comes from
/// @param isSet `false` for an optional value that nobody has given
public record ConfigurationEntry(String path, String value, Origin origin, boolean isSet) {}

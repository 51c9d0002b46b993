/// Turns one piece of text into one simple typed value, and back: path segments, query parameters,
/// header and cookie values, map keys and JSON strings all use these converters.
package dev.lodestar.convert;

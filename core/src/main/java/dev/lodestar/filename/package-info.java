/// What is dangerous in the names of files that clients send or get: names that stand for devices,
/// characters that nobody sees.
@org.jspecify.annotations.NullMarked
package dev.lodestar.filename;

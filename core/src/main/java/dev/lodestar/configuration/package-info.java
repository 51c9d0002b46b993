/// Configuration: files, profiles, variables, properties and arguments in one order, bound to the
/// application's own records.
package dev.lodestar.configuration;

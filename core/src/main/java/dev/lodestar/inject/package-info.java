/// Dependency injection as an application declares it: providers, what they provide, how long their
/// values live, and what happens when these end.
package dev.lodestar.inject;

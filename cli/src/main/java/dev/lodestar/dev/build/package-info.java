/// What the developer loop watches and compiles: sources and resources of modules, and the classes
/// that become of them.
package dev.lodestar.dev.build;

/// The command line: what the arguments of the `lodestar` command and of an application mean, and
/// the runner that compiles a single source file, keeps its classes, and calls its main method.
package dev.lodestar.cli;

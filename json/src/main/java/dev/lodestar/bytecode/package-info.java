/// Writes class files with what generated code needs of them. The platform can do that too, for
/// every class file there is; that takes a fresh process several times as long.
package dev.lodestar.bytecode;

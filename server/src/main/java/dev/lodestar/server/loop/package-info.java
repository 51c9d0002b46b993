/// Event loops that outlive their threads: a loop whose thread is held by what it carries goes on
/// with another one.
@org.jspecify.annotations.NullMarked
package dev.lodestar.server.loop;

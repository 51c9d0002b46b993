/// Events inside of one process: what happened is published as an object, and whoever listens to
/// its type is told.
///
/// Applications meet [dev.lodestar.event.Events], [dev.lodestar.event.Listener] and
/// [dev.lodestar.event.Listens].
package dev.lodestar.event;

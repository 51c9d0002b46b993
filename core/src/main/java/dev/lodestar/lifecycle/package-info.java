/// The life of an application: what it acquires when it starts and gives back when it stops, what
/// its parts share, and what it does after a response.
///
/// Applications meet [dev.lodestar.lifecycle.Lifespan], [dev.lodestar.lifecycle.State] and
/// [dev.lodestar.lifecycle.BackgroundTasks].
package dev.lodestar.lifecycle;

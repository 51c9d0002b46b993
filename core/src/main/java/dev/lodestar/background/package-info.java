/// What an application does beside answering requests: background tasks and the delivery of events,
/// on threads that a stop waits for.
package dev.lodestar.background;

/// What the virtual thread of a request has done elsewhere, since the event loop that may carry it
/// is needed by other connections.
@org.jspecify.annotations.NullMarked
package dev.lodestar.offload;

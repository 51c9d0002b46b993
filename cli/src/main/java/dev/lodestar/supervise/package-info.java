/// Processes that run beside an application while it is developed: what the table `[dev]` says of
/// them, started in order, watched, and ended together.
package dev.lodestar.supervise;

/// Good, bad, slow and aborting clients of everything that the engine speaks, at the same time and
/// for long: whether a good one ever fails, and whether anything of the server grows.
@NullMarked
package dev.lodestar.benchmarks.mixed;

import org.jspecify.annotations.NullMarked;

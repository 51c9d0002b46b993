/// The time from the start of a process to its first answer, Lodestar beside Netty.
@NullMarked
package dev.lodestar.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

/// Server processes: started, pinned to processors, observed and ended.
@NullMarked
package dev.lodestar.benchmarks.process;

import org.jspecify.annotations.NullMarked;

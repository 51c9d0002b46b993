/// How long it takes in the developer loop from saving a file to the first answer that shows it.
@NullMarked
package dev.lodestar.benchmarks.devloop;

import org.jspecify.annotations.NullMarked;

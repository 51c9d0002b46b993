/// The applications that are measured, and the answers they owe.
@NullMarked
package dev.lodestar.benchmarks.application;

import org.jspecify.annotations.NullMarked;

/// Shapes of an article, said by Jackson's annotations.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.dto.views;

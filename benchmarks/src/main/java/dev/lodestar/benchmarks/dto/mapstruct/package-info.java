/// Shapes of an article, with mappings that MapStruct generates.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.dto.mapstruct;

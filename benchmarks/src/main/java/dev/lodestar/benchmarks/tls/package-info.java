/// What TLS costs.
@org.jspecify.annotations.NullMarked
package dev.lodestar.benchmarks.tls;

/// What the OpenAPI document of an application with many routes costs.
@NullMarked
package dev.lodestar.benchmarks.document;

import org.jspecify.annotations.NullMarked;

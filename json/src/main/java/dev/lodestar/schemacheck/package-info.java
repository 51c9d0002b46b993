/// Whether values are valid against JSON Schemas, and what is wrong with them.
@org.jspecify.annotations.NullMarked
package dev.lodestar.schemacheck;

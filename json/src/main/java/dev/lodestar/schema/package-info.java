/// JSON Schema (draft 2020-12) of any type: what codecs read and what they write.
@org.jspecify.annotations.NullMarked
package dev.lodestar.schema;

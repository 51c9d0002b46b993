/// OpenAPI documents as the tools see them: read from JSON or YAML, references followed, operations
/// with what they inherit from their paths.
package dev.lodestar.openapi.document;

/// Return values to responses: at start, decides how a handler's return type is written; for each
/// request, renders the value with its status, headers and media type.
package dev.lodestar.result;

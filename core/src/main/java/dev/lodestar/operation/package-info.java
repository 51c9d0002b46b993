/// What a route takes and answers, told by the objects that read its requests and write its
/// responses, for descriptions of the API.
package dev.lodestar.operation;

/// An application that answers as an OpenAPI document says, with examples.
package dev.lodestar.openapi.mock;

/// The description of an application by OpenAPI: what an application says about it, the document
/// itself, and what shows it in browsers.
@org.jspecify.annotations.NullMarked
package dev.lodestar.openapi;

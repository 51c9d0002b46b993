/// The OpenAPI document of an application: how it is made of the planned routes, and how it and its
/// UIs are served. Nothing here is loaded before somebody asks for the document.
@org.jspecify.annotations.NullMarked
package dev.lodestar.document;

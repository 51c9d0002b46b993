/// TypeScript from OpenAPI documents: types of components and operations, and a client.
package dev.lodestar.typescript;

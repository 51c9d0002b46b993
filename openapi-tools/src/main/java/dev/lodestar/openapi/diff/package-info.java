/// What has changed between two OpenAPI documents, and whom it concerns.
package dev.lodestar.openapi.diff;

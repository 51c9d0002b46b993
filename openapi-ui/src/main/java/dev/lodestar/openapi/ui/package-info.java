/// Pages that show the OpenAPI document of an application: scripts of others, bundled and served
/// from here, so that a browser asks nobody else.
///
/// Start here: [dev.lodestar.openapi.ui.ScalarUi], the default, and
/// [dev.lodestar.openapi.ui.BundledUi], what all of them can do.
package dev.lodestar.openapi.ui;

/// HTML pages that the framework itself answers with: escaped by construction, complete in one
/// document, without scripts and without anything from elsewhere.
package dev.lodestar.page;

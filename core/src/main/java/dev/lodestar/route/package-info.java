/// Path templates, the immutable tree that finds the route of a request, and reverse URLs; nothing
/// here knows what a handler is.
package dev.lodestar.route;

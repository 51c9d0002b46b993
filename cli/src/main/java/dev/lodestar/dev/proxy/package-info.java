/// The HTTP proxy of the developer loop: one port for browsers, behind which the application is
/// exchanged while it runs, and perhaps a second server for what the application has no route for.
package dev.lodestar.dev.proxy;

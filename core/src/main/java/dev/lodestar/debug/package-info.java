/// Debug mode: whether it is on, and what it shows of a server error to the client, which is
/// everything that helps to find the mistake and that is no secret.
package dev.lodestar.debug;

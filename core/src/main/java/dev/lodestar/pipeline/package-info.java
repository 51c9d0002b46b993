/// The way of one request through the application: match the route, read the arguments, call the
/// handler, render the result, and turn whatever goes wrong on the way into an answer.
package dev.lodestar.pipeline;

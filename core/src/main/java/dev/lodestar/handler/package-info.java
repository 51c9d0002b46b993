/// Handler methods described: parameters and their names, source lines, generated invokers, method
/// references.
package dev.lodestar.handler;

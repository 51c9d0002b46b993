/// Handler parameters: at start, decides where each takes its value from; for each request, reads,
/// converts and checks the values and collects everything that is wrong with them.
package dev.lodestar.bind;

/// Providers at work: which one serves which dependency (start), and the values they make for a
/// request or for the application, until these end.
package dev.lodestar.graph;

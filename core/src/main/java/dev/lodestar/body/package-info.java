/// Bodies of requests as values: which content types are taken, and how each is read, whole or item
/// by item.
package dev.lodestar.body;

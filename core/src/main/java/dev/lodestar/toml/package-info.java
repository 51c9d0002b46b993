/// Documents in TOML 1.0 as trees in which every key and value knows its place.
package dev.lodestar.toml;

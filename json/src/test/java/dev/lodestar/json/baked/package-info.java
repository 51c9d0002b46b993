/// Types for tests of baked classes; a class loader of its own loads them.
package dev.lodestar.json.baked;

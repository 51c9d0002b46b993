/// JSON Patch (RFC 6902) on trees of values: pointers, operations, and their effect. Knows no
/// types.
package dev.lodestar.jsonpatch;

/// Describes Java types as data: which fields an object has, what they are called outside, which
/// may be missing or null, and how to read and build instances. Codecs, constraints and API
/// descriptions are derived from this one description.
///
/// Start here: [dev.lodestar.model.Models], [dev.lodestar.model.TypeModel],
/// [dev.lodestar.model.Default].
package dev.lodestar.model;

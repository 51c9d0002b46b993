/// What codecs of every format take and give: buffers, limits, results, and what is wrong with a
/// document or a value.
///
/// Start here: [dev.lodestar.codec.Decoded].
package dev.lodestar.codec;

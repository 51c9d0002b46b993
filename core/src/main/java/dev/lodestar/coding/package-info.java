/// Content codings (RFC 9110, section 8.4): compresses the content of responses for clients that
/// take it compressed, and decompresses the bodies of requests.
///
/// Start here: [dev.lodestar.coding.Compression] and [dev.lodestar.coding.Decompression], both of
/// which are middleware.
package dev.lodestar.coding;

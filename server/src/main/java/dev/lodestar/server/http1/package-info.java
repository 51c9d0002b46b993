/// HTTP/1.1 connections (RFC 9112): a strict reader of requests, a writer of responses, and the
/// order of both.
@NullMarked
package dev.lodestar.server.http1;

import org.jspecify.annotations.NullMarked;

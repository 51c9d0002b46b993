/// Server-sent events, as the WHATWG HTML standard defines them: streams of events as results of
/// handlers, and where a client that comes again left off.
package dev.lodestar.sse;

/// One request and its response, whatever carries them: the virtual thread that runs the
/// application, bodies on their way in and out, and what the connections of an event loop share.
@NullMarked
package dev.lodestar.server.exchange;

import org.jspecify.annotations.NullMarked;

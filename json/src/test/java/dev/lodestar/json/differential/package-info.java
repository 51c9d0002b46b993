/// The codecs beside another library, as the oracle, and beside themselves.
@NullMarked
package dev.lodestar.json.differential;

import org.jspecify.annotations.NullMarked;

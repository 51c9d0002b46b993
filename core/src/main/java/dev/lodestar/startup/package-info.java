/// What a start costs until the first answer: measured phase by phase, and printed.
@NullMarked
package dev.lodestar.startup;

import org.jspecify.annotations.NullMarked;

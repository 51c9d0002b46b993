/// Texts for regular expressions that may look at characters only so often.
package dev.lodestar.matching;

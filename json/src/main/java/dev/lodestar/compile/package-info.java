/// From a type, a format and settings to what reads and writes its documents; the part of a set of
/// codecs that does not depend on the format.
package dev.lodestar.compile;

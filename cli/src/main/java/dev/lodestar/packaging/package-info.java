/// Packaged applications: a folder with jars, generated classes, scripts that start it, and a cache
/// of classes that was trained by running it.
@NullMarked
package dev.lodestar.packaging;

import org.jspecify.annotations.NullMarked;

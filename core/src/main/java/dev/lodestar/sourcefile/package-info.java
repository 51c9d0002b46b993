/// Where the sources of classes lie on the machine of a developer.
package dev.lodestar.sourcefile;

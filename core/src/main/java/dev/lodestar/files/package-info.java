/// Serves folders of files, and folders of resources on the class path, as they are.
@org.jspecify.annotations.NullMarked
package dev.lodestar.files;

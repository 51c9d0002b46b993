/// What a folder is: the modules of a Maven or Gradle project, as its build tool tells them, or
/// plain sources.
package dev.lodestar.dev.project;

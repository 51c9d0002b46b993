/// New projects: templates, the names that projects may have, and how one is written, whole or not
/// at all.
package dev.lodestar.project;

/// The developer loop: builds what was edited, starts it in a process of its own, and hands the
/// requests over to it.
package dev.lodestar.dev;

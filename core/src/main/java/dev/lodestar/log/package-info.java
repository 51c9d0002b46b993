/// What is said in log lines besides their messages, and how much is logged: the context of a
/// request, levels, the access log, and what a back end of SLF4J needs to be told.
package dev.lodestar.log;

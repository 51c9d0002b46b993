package dev.lodestar.process;

/// How an application came to its end.
///
/// @param name its name
/// @param pid the process it was
/// @param killed whether it did not end by itself within the deadline, and was killed
/// @param children how many processes that it had started and not ended were stopped after it
public record StopResult(String name, long pid, boolean killed, int children) {}

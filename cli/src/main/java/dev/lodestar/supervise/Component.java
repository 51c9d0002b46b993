package dev.lodestar.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A process to be started and watched.
///
/// @param name what its output is marked with
/// @param command what starts it, without a shell
/// @param directory its working directory
/// @param environment variables beside those that are inherited
/// @param ready when it can be used; at once, if empty
/// @param patience how long it may take until then
/// @param port a port of `localhost` that has to be free before it is started
record Component(
    String name,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Optional<Probe> ready,
    Duration patience,
    OptionalInt port) {}

package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Run an application in the developer loop.
///
/// @param application what is run
/// @param host where browsers find it, if the command line says so
/// @param port where browsers find it, if the command line says so
/// @param debugPort where debuggers attach, if the command line says so
/// @param compiles whether sources are compiled here, and not by an IDE
/// @param configuration options that say something about the configuration
record DevCommand(
    Launchable.Named application,
    Optional<String> host,
    OptionalInt port,
    OptionalInt debugPort,
    boolean compiles,
    List<String> configuration)
    implements Command {}

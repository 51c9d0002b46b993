package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;

/// A command line that asks for an application to be packaged.
///
/// @param source the program
/// @param name of folder and script; empty for one made of the program's
/// @param output the folder; empty for one of that name
/// @param resources folders whose files are packaged, too
/// @param requests a file of requests to train with; empty for those of the OpenAPI document
/// @param unsafe whether those of the document may change something
/// @param training whether it is started to be trained
record PackageCommand(
    SchemaCommand.Source source,
    Optional<String> name,
    Optional<String> output,
    List<String> resources,
    Optional<String> requests,
    boolean unsafe,
    boolean training)
    implements Command {}

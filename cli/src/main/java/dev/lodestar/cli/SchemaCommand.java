package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;

/// A command line that asks for something to be done with an OpenAPI document.
sealed interface SchemaCommand extends Command {

  /// Where a document comes from.
  sealed interface Source {

    /// Tells it as it was typed.
    String told();
  }

  /// A file or folder: a document, the source file of a program, a jar or a project.
  ///
  /// @param path as it was typed
  /// @param arguments what the main method of a program gets
  record FileSource(String path, List<String> arguments) implements Source {
    @Override
    public String told() {
      return path;
    }

    boolean isProgram() {
      return path.endsWith(SourceFile.SUFFIX)
          || path.endsWith(JarProgram.SUFFIX)
          || ProjectProgram.isNamedBy(path);
    }
  }

  /// A class with a main method.
  ///
  /// @param name its name
  /// @param classPath where it is looked for, besides the class path of this process
  /// @param arguments what its main method gets
  record ClassSource(String name, Optional<String> classPath, List<String> arguments)
      implements Source {
    @Override
    public String told() {
      return name;
    }
  }

  /// Where a text goes.
  ///
  /// @param file empty: to the standard output
  /// @param check whether the file is only compared with what it would be
  record Target(Optional<String> file, boolean check) {}

  /// Write the document.
  ///
  /// @param yaml as YAML instead of JSON
  record Document(Source source, Target target, boolean yaml) implements SchemaCommand {}

  /// Write TypeScript.
  ///
  /// @param client with a client
  record TypeScript(Source source, Target target, boolean client) implements SchemaCommand {}

  /// Write the schemas of the components as a JSON Schema.
  ///
  /// @param type the one that is wanted; empty: all of them
  record JsonSchema(Source source, Target target, Optional<String> type) implements SchemaCommand {}

  /// Compare two documents.
  ///
  /// @param json tell the changes as JSON
  record Diff(Source before, Source after, boolean json) implements SchemaCommand {}

  /// Write the doc comments of sources into a file.
  ///
  /// @param sources files and folders
  record Comments(List<String> sources, Target target) implements SchemaCommand {}

  /// Serve an application that answers with examples.
  ///
  /// @param serve where it is served
  /// @param seed which examples
  record Mock(Source source, ServeCommand.Serve serve, long seed) implements SchemaCommand {}
}

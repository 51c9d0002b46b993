package dev.lodestar.dev.project;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A class path that somebody has written down: its folders are watched, its jars are libraries.
///
/// @param entries folders and jars
public record ClassPathEntries(List<Path> entries) implements Project.Reader {

  @Override
  public Project read() {
    var jars = entries.stream().filter(entry -> !Files.isDirectory(entry)).toList();
    var modules = new ArrayList<Module>();
    for (var folder : entries.stream().filter(Files::isDirectory).toList()) {
      modules.add(
          new Module(
              folder.toString(), folder, List.of(), List.of(), folder, List.of(), jars, jars));
    }
    return new Project(modules, jars);
  }
}

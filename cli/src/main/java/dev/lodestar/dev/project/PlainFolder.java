package dev.lodestar.dev.project;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.nio.file.Path;
import java.util.List;

/// A folder with sources and resources side by side, and no build tool.
///
/// @param folder in which packages start
/// @param libraries what they are compiled against and run with
public record PlainFolder(Path folder, List<Path> libraries) implements Project.Reader {

  @Override
  public Project read() {
    var root = List.of(folder);
    return new Project(
        List.of(
            new Module(
                String.valueOf(folder.getFileName()),
                folder,
                root,
                root,
                folder,
                List.of(),
                libraries,
                libraries)),
        List.of());
  }
}

package dev.lodestar.dev.build;

import java.nio.file.Path;
import java.util.List;

/// A module of a project: sources that are compiled together.
///
/// @param name what it is called in messages
/// @param folder where it lies
/// @param sources folders in which packages start
/// @param resources folders whose files are found on the class path
/// @param output where its own build puts classes
/// @param uses the positions of the modules that it uses, all of them before it
/// @param compileLibraries what it is compiled against besides
/// @param runtimeLibraries what it runs with besides
public record Module(
    String name,
    Path folder,
    List<Path> sources,
    List<Path> resources,
    Path output,
    List<Integer> uses,
    List<Path> compileLibraries,
    List<Path> runtimeLibraries) {

  /// Copies the lists.
  public Module {
    sources = List.copyOf(sources);
    resources = List.copyOf(resources);
    uses = List.copyOf(uses);
    compileLibraries = List.copyOf(compileLibraries);
    runtimeLibraries = List.copyOf(runtimeLibraries);
  }

  /// How one of its folders of sources is looked at: where resources lie beside sources, an
  /// application may write files, too.
  ///
  /// @param root the folder
  /// @return what is seen of it
  Build.Tree tree(Path root) {
    return resources.contains(root) ? Build.Tree.mixed(root) : Build.Tree.of(root);
  }
}

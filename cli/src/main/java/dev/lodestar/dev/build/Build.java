package dev.lodestar.dev.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Something that makes classes of what a developer edits. Used by one thread.
public interface Build {

  /// Makes the classes that belong to what lies there now.
  ///
  /// @param changed files that have changed since the last call, as a hint of what has to be done;
  ///   empty the first time
  /// @return the classes, or why there are none
  Outcome build(List<Path> changed);

  /// Returns what is watched.
  ///
  /// @return files and folders; asked for again after each build
  Watched watched();

  /// Returns where a process finds what the build does not make: resources and libraries.
  ///
  /// @return entries of the class path, behind the classes
  List<Path> classPath();

  /// Returns where the sources are, for the pages of debug mode.
  ///
  /// @return folders in which packages start
  List<Path> sourceRoots();

  /// What has become of a build.
  sealed interface Outcome {

    /// Classes, and perhaps other files.
    ///
    /// @param outputs for each module, in the order of the class path: files by their path, with
    ///   `/` between names
    /// @param mainClass the class that is started
    /// @param compiled how many sources were compiled
    record Built(List<Map<String, byte[]>> outputs, String mainClass, int compiled)
        implements Outcome {}

    /// The compiler has refused the sources, or there is something else that only the developer can
    /// change.
    ///
    /// @param title one sentence
    /// @param text what there is to say about it, in lines
    record Refused(String title, String text) implements Outcome {}
  }

  /// What is watched.
  ///
  /// @param trees folders
  /// @param files watched for themselves, also while they do not exist
  /// @param spared what is not watched wherever it lies, by its absolute path
  record Watched(List<Tree> trees, List<Path> files, List<Path> spared) {

    /// Copies the lists.
    public Watched {
      trees = List.copyOf(trees);
      files = List.copyOf(files);
      spared = List.copyOf(spared);
    }

    /// Spares nothing.
    ///
    /// @param trees folders
    /// @param files watched for themselves, also while they do not exist
    public Watched(List<Tree> trees, List<Path> files) {
      this(trees, files, List.of());
    }

    /// Spares files that are written by whoever watches: his own writing is no change.
    ///
    /// @param written the files, as absolute paths
    /// @return the same without them
    public Watched sparing(List<Path> written) {
      return new Watched(trees, files, written);
    }
  }

  /// A folder of which everything below is watched, but for hidden folders.
  ///
  /// @param root the folder
  /// @param depth how far down, 1 for the files in the folder alone
  /// @param mixed whether an application or a build may write files of its own there, such as a log
  ///   or a database, so that only files count that look like sources, and no built folders
  record Tree(Path root, int depth, boolean mixed) {

    /// Returns a folder that holds nothing but sources, or nothing but resources.
    ///
    /// @param root the folder
    /// @return the tree
    public static Tree of(Path root) {
      return new Tree(root, Integer.MAX_VALUE, false);
    }

    /// Returns a folder in which an application may run, too.
    ///
    /// @param root the folder
    /// @return the tree
    public static Tree mixed(Path root) {
      return new Tree(root, Integer.MAX_VALUE, true);
    }

    /// Returns a folder of which only the files in it count.
    ///
    /// @param root the folder
    /// @return the tree
    public static Tree shallow(Path root) {
      return new Tree(root, 1, true);
    }
  }
}

package dev.lodestar.dev.build;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/// A walk through a folder of sources or resources. Links are followed, as compilers do, but never
/// in a circle, nor out of a folder in which anything may lie. What vanishes meanwhile is left out.
final class TreeWalk extends SimpleFileVisitor<Path> {
  private static final Set<String> BUILT =
      Set.of("target", "build", "node_modules", "out", "bin", "__pycache__");

  private final Build.Tree tree;
  private final BiPredicate<Path, BasicFileAttributes> visitor;

  private TreeWalk(Build.Tree tree, BiPredicate<Path, BasicFileAttributes> visitor) {
    this.tree = tree;
    this.visitor = visitor;
  }

  /// Shows the regular files of a tree.
  ///
  /// @param visitor returns whether it wants more of them
  static void files(Build.Tree tree, BiPredicate<Path, BasicFileAttributes> visitor) {
    try {
      Files.walkFileTree(
          tree.root(),
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          tree.depth(),
          new TreeWalk(tree, visitor));
    } catch (IOException unreadable) {
      return; // what cannot be read does not change
    }
  }

  static String nameOf(Path path) {
    return Objects.toString(path.getFileName(), "");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return folder.equals(tree.root()) || !isLeftOut(folder)
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  private boolean isLeftOut(Path folder) {
    var name = nameOf(folder);
    return name.startsWith(".")
        || (tree.mixed() && (BUILT.contains(name) || Files.isSymbolicLink(folder)));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    return !attributes.isRegularFile() || visitor.test(file, attributes)
        ? FileVisitResult.CONTINUE
        : FileVisitResult.TERMINATE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(
      Path folder, @org.jspecify.annotations.Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}

package dev.lodestar.handler;

/// A place in the source, as good as the class file tells it.
///
/// @param file the name of the source file without folders, or of the class file if unknown
/// @param line the line, counted from 1; 0 if unknown
public record SourceLocation(String file, int line) {

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}

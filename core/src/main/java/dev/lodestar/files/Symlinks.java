package dev.lodestar.files;

/// What [StaticFiles] does with symbolic links below its folders. The folder itself may always be
/// one, also one that is pointed somewhere else while the application runs.
///
/// A file is looked at first and opened a moment later. Somebody who may change the folder could
/// put a link into the place of a file, or of a folder on the way, between these two moments. With
/// [#REFUSED] and [#WITHIN] that never sends what lies outside: each folder is opened in the one
/// before, and by a name that is no link, wherever Java can do so, as on Linux and macOS.
/// Elsewhere, as on Windows, the file itself must be no link as it is opened, but a folder on the
/// way may be exchanged. What such a moment may show everywhere is the size and the time of a file
/// outside, since these are looked at by its path.
public enum Symlinks {
  /// A link, and what lies behind a link to a folder, is not there. The default.
  REFUSED,
  /// A link is followed if what it points to lies in the same folder of [StaticFiles], and would be
  /// served there under its own name.
  WITHIN,
  /// A link is followed, wherever it points to.
  FOLLOWED
}

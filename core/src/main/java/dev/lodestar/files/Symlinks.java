package dev.lodestar.files;

/// What [StaticFiles] does with symbolic links below its folders. The folder itself may always be
/// one, also one that is pointed somewhere else while the application runs.
///
/// A file is looked at first and opened a moment later. So [#REFUSED] and [#WITHIN] keep links out
/// that lie in the folder, but not somebody who may change the folder and puts a link into the
/// place of a file between these two moments, again and again: do not serve a folder in which
/// people can write who must not read what the server can.
public enum Symlinks {
  /// A link, and what lies behind a link to a folder, is not there. The default.
  REFUSED,
  /// A link is followed if what it points to lies in the same folder of [StaticFiles], and would be
  /// served there under its own name.
  WITHIN,
  /// A link is followed, wherever it points to.
  FOLLOWED
}

package dev.lodestar.form;

import dev.lodestar.filename.DeviceNames;
import dev.lodestar.filename.Invisible;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.text.Normalizer;

/// Makes names of files safe that clients send.
final class FileNames {
  /// The most bytes of a safe name in UTF-8. File systems take 255 at most, some a few less, and
  /// applications like to put something before it.
  static final int MAX_BYTES = 200;

  private static final int LONGEST_EXTENSION = 20;
  private static final String NOTHING_LEFT = "upload";
  private static final String RESERVED = "<>:\"/\\|?*";

  private FileNames() {}

  /// Returns a name that stays in the folder against which it is resolved, on every platform.
  static String safe(String sent) {
    var visible = new StringBuilder();
    lastSegment(sent)
        .codePoints()
        .filter(c -> !Invisible.is(c) && !isIgnorable(c))
        .forEach(visible::appendCodePoint);
    var cleaned = new StringBuilder();
    Normalizer.normalize(visible, Normalizer.Form.NFC)
        .codePoints()
        .map(FileNames::replaced)
        .forEach(cleaned::appendCodePoint);
    var name = trimmed(cut(trimmed(cleaned.toString()), MAX_BYTES));
    if (name.isEmpty()) {
      return NOTHING_LEFT;
    }
    return encodable(DeviceNames.matches(name) ? cut("_" + name, MAX_BYTES) : name);
  }

  /// What stands behind the last separator of either kind.
  private static String lastSegment(String path) {
    return path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  }

  private static int replaced(int c) {
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    return RESERVED.indexOf(c) < 0 ? c : '_';
  }

  /// Characters of other kinds that are drawn as nothing (Unicode: Default_Ignorable_Code_Point).
  private static boolean isIgnorable(int c) {
    return c == 0x034F
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /// Neither hidden nor a name that Windows would shorten.
  private static String trimmed(String name) {
    var start = 0;
    var end = name.length();
    while (start < end && isDotOrSpace(name.charAt(start))) {
      start++;
    }
    while (end > start && isDotOrSpace(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(start, end);
  }

  private static boolean isDotOrSpace(char c) {
    return c == '.' || c == ' ';
  }

  /// Cuts the name before its extension, which is what programs go by.
  private static String cut(String name, int most) {
    if (bytes(name) <= most) {
      return name;
    }
    var dot = name.lastIndexOf('.');
    var extension = dot < 0 ? "" : name.substring(dot);
    if (bytes(extension) > LONGEST_EXTENSION) {
      extension = "";
    }
    var room = most - bytes(extension);
    var end = 0;
    var used = 0;
    while (end < name.length()) {
      var c = name.codePointAt(end);
      used += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (used > room) {
        break;
      }
      end += Character.charCount(c);
    }
    return trimmed(name.substring(0, end)) + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Where the platform cannot write a character in names of files, as in a locale without one,
  /// only ASCII is left.
  private static String encodable(String name) {
    try {
      var _ = FileSystems.getDefault().getPath(name);
      return name;
    } catch (InvalidPathException unencodable) {
      var ascii = new StringBuilder();
      name.codePoints().map(c -> c < 0x80 ? c : '_').forEach(ascii::appendCodePoint);
      return ascii.toString();
    }
  }
}

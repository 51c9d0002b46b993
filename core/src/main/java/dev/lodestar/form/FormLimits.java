package dev.lodestar.form;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// How much a form may demand, and where its files are kept while the request lasts. The bytes of
/// the whole form are limited by the route's limit of bodies. A form beyond a limit is answered
/// with 413. Immutable and thread-safe.
///
/// ```java
/// Lodestar.app()
///     .bodyLimit(2_000_000_000)
///     .formLimits(FormLimits.standard().withFileSize(1_000_000_000).withParts(10))
/// ```
///
/// @param parts how many parts a multipart form may have, at least 1
/// @param fields how many fields that are no files a form may have, at least 1
/// @param fieldSize how many bytes one text may have, decoded; at least 1
/// @param textSize how many bytes all texts together may have, since they lie in memory; at least 1
/// @param nameLength how many bytes the name of a field may have, decoded; at least 1
/// @param partHeaders how many headers a part may have, at least 1
/// @param partHeaderSize how many bytes the headers of a part may have, 1 to 1,048,576
/// @param fileSize how many bytes a file may have, 0 or more
/// @param memorySize how many bytes of files are kept in memory, all files of a form together, 0 or
///   more; a file that does not fit goes to a temporary file
/// @param folder where temporary files are created; it must exist when the first one is
public record FormLimits(
    int parts,
    int fields,
    int fieldSize,
    long textSize,
    int nameLength,
    int partHeaders,
    int partHeaderSize,
    long fileSize,
    int memorySize,
    Path folder) {
  private static final int THOUSAND = 1000;
  private static final int MEBIBYTE = 1 << 20;
  private static final long TEN_MEGABYTES = 10_000_000;
  private static final int DEFAULT_PART_HEADERS = 32;
  private static final int DEFAULT_PART_HEADER_SIZE = 8192;
  private static final FormLimits STANDARD =
      new FormLimits(
          THOUSAND,
          THOUSAND,
          MEBIBYTE,
          TEN_MEGABYTES,
          THOUSAND,
          DEFAULT_PART_HEADERS,
          DEFAULT_PART_HEADER_SIZE,
          Long.MAX_VALUE,
          MEBIBYTE,
          Path.of(System.getProperty("java.io.tmpdir")));

  /// Checks the limits.
  ///
  /// @throws IllegalArgumentException if a limit is out of its range
  public FormLimits {
    atLeast(1, "parts", parts);
    atLeast(1, "fields", fields);
    atLeast(1, "fieldSize", fieldSize);
    atLeast(1, "textSize", textSize);
    atLeast(1, "nameLength", nameLength);
    atLeast(1, "partHeaders", partHeaders);
    atLeast(1, "partHeaderSize", partHeaderSize);
    if (partHeaderSize > MEBIBYTE) {
      throw new IllegalArgumentException(
          "The form limit partHeaderSize is " + partHeaderSize + "; expected 1 to 1048576.");
    }
    atLeast(0, "fileSize", fileSize);
    atLeast(0, "memorySize", memorySize);
    requireNonNull(folder, "folder");
  }

  private static void atLeast(int least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "The form limit " + name + " is " + value + "; expected " + least + " or more.");
    }
  }

  /// The limits that apply when nothing else is said: 1,000 parts, 1,000 fields with texts of 1 MiB
  /// each and 10,000,000 bytes together, names of 1,000 bytes, 32 headers of 8,192 bytes together
  /// for each part, files of any size that the limit of the body allows, of which 1 MiB are kept in
  /// memory, and the system's folder for temporary files (`java.io.tmpdir`).
  ///
  /// @return the default limits
  public static FormLimits standard() {
    return STANDARD;
  }

  /// Returns these limits with another number of parts.
  ///
  /// @param parts how many parts a multipart form may have, at least 1
  /// @return new limits
  public FormLimits withParts(int parts) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another number of fields.
  ///
  /// @param fields how many fields that are no files a form may have, at least 1
  /// @return new limits
  public FormLimits withFields(int fields) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another size of a text.
  ///
  /// @param fieldSize how many bytes one text may have, at least 1
  /// @return new limits
  public FormLimits withFieldSize(int fieldSize) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another size of all texts.
  ///
  /// @param textSize how many bytes all texts together may have, at least 1
  /// @return new limits
  public FormLimits withTextSize(long textSize) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another length of names.
  ///
  /// @param nameLength how many bytes the name of a field may have, at least 1
  /// @return new limits
  public FormLimits withNameLength(int nameLength) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another number of headers.
  ///
  /// @param partHeaders how many headers a part may have, at least 1
  /// @return new limits
  public FormLimits withPartHeaders(int partHeaders) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another size of headers.
  ///
  /// @param partHeaderSize how many bytes the headers of a part may have, 1 to 1,048,576
  /// @return new limits
  public FormLimits withPartHeaderSize(int partHeaderSize) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another size of files.
  ///
  /// @param fileSize how many bytes a file may have, 0 or more
  /// @return new limits
  public FormLimits withFileSize(long fileSize) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another share of memory.
  ///
  /// @param memorySize how many bytes of files are kept in memory, all files of a form together, 0
  ///   or more
  /// @return new limits
  public FormLimits withMemorySize(int memorySize) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }

  /// Returns these limits with another folder.
  ///
  /// @param folder where temporary files are created; only the user of the server should be able to
  ///   write there
  /// @return new limits
  public FormLimits withFolder(Path folder) {
    return new FormLimits(
        parts,
        fields,
        fieldSize,
        textSize,
        nameLength,
        partHeaders,
        partHeaderSize,
        fileSize,
        memorySize,
        folder);
  }
}

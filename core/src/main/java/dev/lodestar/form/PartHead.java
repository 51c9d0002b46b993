package dev.lodestar.form;

import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/// What a part of a multipart form says of itself (RFC 7578, section 4).
///
/// @param number its number, from 1 on
/// @param name the name of its field
/// @param fileName the name of the file; nothing if the part is a text
/// @param mediaType what it says that it is; nothing if that was not sent or is malformed
/// @param charset the character set that a text names; nothing if it names none
/// @param headers its headers, one character for each byte
record PartHead(
    int number,
    String name,
    Optional<String> fileName,
    Optional<MediaType> mediaType,
    Optional<Charset> charset,
    Headers headers) {

  /// Reads the headers of a part.
  ///
  /// @param number the number of the part, from 1 on
  /// @param lines the headers, each with its line end
  /// @param charset the character set of names and file names
  /// @throws dev.lodestar.http.HttpException 400, if they are malformed, or say that the part is
  ///   encoded; 413, if there are too many
  static PartHead parse(int number, String lines, Charset charset, FormLimits limits) {
    var headers = fields(number, lines, limits.partHeaders());
    var dispositions = headers.all("Content-Disposition");
    if (dispositions.size() != 1) {
      throw Problems.malformed(
          number,
          null,
          dispositions.isEmpty()
              ? "The header Content-Disposition is missing."
              : "The header Content-Disposition was sent " + dispositions.size() + " times.");
    }
    var disposition = Disposition.parse(number, dispositions.getFirst(), charset);
    var name = disposition.name();
    if (disposition.nameLength() > limits.nameLength()) {
      throw Problems.tooLarge(
          number, name, "The name is longer than " + limits.nameLength() + " bytes.");
    }
    checkEncoding(number, name, headers);
    var mediaType = mediaType(headers);
    return new PartHead(
        number,
        name,
        disposition.fileName(),
        mediaType,
        disposition.fileName().isPresent() ? Optional.empty() : charset(number, name, mediaType),
        headers);
  }

  private static Headers fields(int number, String lines, int most) {
    var headers = Headers.builder();
    var count = 0;
    var start = 0;
    while (start < lines.length()) {
      var end = endOfField(lines, start);
      if (++count > most) {
        throw Problems.tooLarge(number, null, "The part has more than " + most + " headers.");
      }
      var colon = lines.indexOf(':', start);
      if (colon < 0 || colon > end) {
        throw Problems.malformed(
            number,
            null,
            "The line " + Problems.shown(lines.substring(start, end)) + " is no header.");
      }
      try {
        headers.add(lines.substring(start, colon), unfolded(lines.substring(colon + 1, end)));
      } catch (IllegalArgumentException illegal) {
        throw Problems.malformed(
            number,
            null,
            "The header "
                + Problems.shown(lines.substring(start, colon))
                + " has an illegal character.");
      }
      start = end + 2;
    }
    return headers.build();
  }

  /// A line that begins with white space continues the one before it (RFC 5322, section 2.2.3).
  private static int endOfField(String lines, int start) {
    var end = lines.indexOf("\r\n", start);
    while (end + 2 < lines.length() && isSpace(lines.charAt(end + 2))) {
      end = lines.indexOf("\r\n", end + 2);
    }
    return end;
  }

  private static String unfolded(String value) {
    return value.indexOf('\r') < 0 ? value : value.replace("\r\n", "");
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static void checkEncoding(int number, String name, Headers headers) {
    for (var encoding : headers.all("Content-Transfer-Encoding")) {
      switch (encoding.toLowerCase(Locale.ROOT)) {
        case "7bit", "8bit", "binary", "identity" -> {
          // the bytes are what they are
        }
        default ->
            throw Problems.malformed(
                number,
                name,
                "The Content-Transfer-Encoding "
                    + Problems.shown(encoding)
                    + " is not supported; send the content as it is (binary).");
      }
    }
  }

  private static Optional<MediaType> mediaType(Headers headers) {
    var values = headers.all("Content-Type");
    if (values.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(MediaType.parse(values.getFirst()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> charset(int number, String name, Optional<MediaType> mediaType) {
    return mediaType
        .flatMap(type -> type.parameter("charset"))
        .map(charset -> Charsets.named(number, name, charset));
  }
}

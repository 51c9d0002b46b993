package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Lines of HTTP.
final class Lines {
  private Lines() {}

  /// Reads a line, without its end.
  static String read(InputStream in, int most) throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The connection ended within a line.");
      }
      if (line.size() == most) {
        throw new IOException("A line has more than " + most + " bytes.");
      }
      line.write(next);
    }
    var text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}

package dev.lodestar.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// `deflate`, which is the format zlib.
record Deflate(int level) implements ContentCoding {

  @Override
  public String name() {
    return "deflate";
  }

  @Override
  public OutputStream encoder(OutputStream out) {
    return new Encoder(out, level);
  }

  @Override
  public InputStream decoder(InputStream in) {
    return InflatedInput.deflate(in);
  }

  /// Closes its own deflater, which the superclass leaves to whoever made it.
  private static final class Encoder extends DeflaterOutputStream {
    Encoder(OutputStream out, int level) {
      super(out, new Deflater(level), Gzip.BUFFER, true);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        def.end();
      }
    }
  }
}

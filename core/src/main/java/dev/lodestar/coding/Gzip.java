package dev.lodestar.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// `gzip`.
record Gzip(int level) implements ContentCoding {
  static final int DEFAULT_LEVEL = 5;
  static final int BUFFER = 1 << 12;

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public OutputStream encoder(OutputStream out) throws IOException {
    return new Encoder(out, level);
  }

  @Override
  public InputStream decoder(InputStream in) {
    return InflatedInput.gzip(in);
  }

  private static final class Encoder extends GZIPOutputStream {
    Encoder(OutputStream out, int level) throws IOException {
      super(out, BUFFER, true);
      def.setLevel(level);
    }
  }
}

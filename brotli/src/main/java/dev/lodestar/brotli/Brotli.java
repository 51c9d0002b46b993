package dev.lodestar.brotli;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.lodestar.coding.ContentCoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The content coding `br` (RFC 7932). Immutable and thread-safe.
///
/// ```java
/// app.middleware(Compression.standard().with(Brotli.coding()))
/// ```
///
/// It works by Google's library, which is there for Linux, macOS and Windows on x86-64 and AArch64.
public final class Brotli implements ContentCoding {
  /// The quality if nothing else is said: smaller than `gzip` in less time.
  public static final int DEFAULT_QUALITY = 4;

  /// Bits of the window of the encoder: 256 KiB. The library's own default takes 16 times the
  /// memory for each response.
  private static final int WINDOW = 18;

  private final Encoder.Parameters parameters;

  private Brotli(int quality) {
    parameters = Encoder.Parameters.create(quality, WINDOW);
  }

  /// Returns the coding with [#DEFAULT_QUALITY].
  ///
  /// @return the coding
  /// @throws UnsatisfiedLinkError if the library is not there for this platform
  public static ContentCoding coding() {
    return coding(DEFAULT_QUALITY);
  }

  /// Returns the coding.
  ///
  /// @param quality how much work compressing is, 0 for little to 11 for much; from 10 on it is for
  ///   content that is compressed once and sent often
  /// @return the coding
  /// @throws IllegalArgumentException if the quality is not in that range
  /// @throws UnsatisfiedLinkError if the library is not there for this platform
  public static ContentCoding coding(int quality) {
    if (quality < 0 || quality > 11) {
      throw new IllegalArgumentException("The quality is " + quality + "; expected 0 to 11.");
    }
    Brotli4jLoader.ensureAvailability();
    return new Brotli(quality);
  }

  @Override
  public String name() {
    return "br";
  }

  @Override
  public OutputStream encoder(OutputStream out) throws IOException {
    return new BrotliOutputStream(out, parameters);
  }

  @Override
  public InputStream decoder(InputStream in) throws IOException {
    return new BrotliInput(in);
  }
}

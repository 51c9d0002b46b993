package dev.lodestar.zstd;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.lodestar.coding.ContentCoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The content coding `zstd` (RFC 8878). Immutable and thread-safe.
///
/// ```java
/// app.middleware(Compression.standard().with(Zstandard.coding()))
/// ```
///
/// It works by the library of its authors, which is there for all common platforms. The window is
/// at most 8 MiB in both directions, as RFC 9659 demands: content that needs a larger one is
/// refused.
public final class Zstandard implements ContentCoding {
  /// The level if nothing else is said.
  public static final int DEFAULT_LEVEL = 3;

  /// Levels beyond it need larger windows than a content coding may have.
  private static final int HIGHEST_LEVEL = 19;

  /// Bits of the largest window.
  private static final int WINDOW = 23;

  private final int level;

  private Zstandard(int level) {
    this.level = level;
  }

  /// Returns the coding with [#DEFAULT_LEVEL].
  ///
  /// @return the coding
  public static ContentCoding coding() {
    return coding(DEFAULT_LEVEL);
  }

  /// Returns the coding.
  ///
  /// @param level how much work compressing is, 1 for little to 19 for much
  /// @return the coding
  /// @throws IllegalArgumentException if the level is not in that range
  public static ContentCoding coding(int level) {
    if (level < 1 || level > HIGHEST_LEVEL) {
      throw new IllegalArgumentException(
          "The level is " + level + "; expected 1 to " + HIGHEST_LEVEL + ".");
    }
    return new Zstandard(level);
  }

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public OutputStream encoder(OutputStream out) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out, level);
  }

  @Override
  public InputStream decoder(InputStream in) throws IOException {
    return new ZstdInputStreamNoFinalizer(in).setLongMax(WINDOW);
  }
}

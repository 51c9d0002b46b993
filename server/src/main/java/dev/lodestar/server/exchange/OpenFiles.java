package dev.lodestar.server.exchange;

import dev.lodestar.engine.ResponseBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The content of a response that lies in files, all of them opened before its head is sent. Each
/// file is opened once, however many parts of it are sent. Whoever has it last closes it; closing
/// again does nothing.
///
/// Files of the default file system go from the kernel's cache to the socket by themselves; others
/// are read by the request's thread.
public final class OpenFiles implements AutoCloseable {
  private static final int PIECE = 1 << 14;

  /// A file is shorter than what is to be sent of it.
  static final class TooShortException extends IOException {
    private static final long serialVersionUID = 1L;

    TooShortException(Path path, long size, long needed) {
      super("The file " + path + " has become shorter: " + size + " bytes instead of " + needed);
    }
  }

  /// A file that could be read cannot be opened, since the process has too many open files, or the
  /// disk fails.
  static final class UnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnavailableException(FileSystemException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final List<ResponseBody> parts;
  private final long length;
  private final Map<Path, FileChannel> channels = new HashMap<>();

  /// Streams over files of other file systems, one for each part.
  private final List<InputStream> streams = new ArrayList<>();

  /// The files as they are sent by the kernel.
  private final List<Region> regions = new ArrayList<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  private OpenFiles(List<ResponseBody> parts, long length) {
    this.parts = parts;
    this.length = length;
  }

  /// Opens the files of a body; `null` if it has none.
  ///
  /// @throws NoSuchFileException if a file is not there
  /// @throws TooShortException if a file has become shorter
  /// @throws IOException if a file is no regular file, or cannot be read
  static @Nullable OpenFiles of(ResponseBody body) throws IOException {
    var parts =
        switch (body) {
          case ResponseBody.File file -> List.<ResponseBody>of(file);
          case ResponseBody.Parts several -> leaves(several.parts(), new ArrayList<>());
          case ResponseBody.Empty _,
              ResponseBody.Bytes _,
              ResponseBody.Stream _,
              ResponseBody.WebSocket _ ->
              List.<ResponseBody>of();
        };
    if (parts.isEmpty() || parts.stream().anyMatch(ResponseBody.Stream.class::isInstance)) {
      return null;
    }
    var opened = new OpenFiles(parts, body.contentLength());
    try {
      opened.open();
      return opened;
    } catch (Throwable failure) {
      opened.close();
      throw failure;
    }
  }

  private static List<ResponseBody> leaves(List<ResponseBody> parts, List<ResponseBody> found) {
    for (var part : parts) {
      if (part instanceof ResponseBody.Parts several) {
        leaves(several.parts(), found);
      } else {
        found.add(part);
      }
    }
    return found;
  }

  private void open() throws IOException {
    for (var part : parts) {
      if (part instanceof ResponseBody.File file) {
        open(file);
      }
    }
  }

  private void open(ResponseBody.File file) throws IOException {
    var path = file.path();
    var needed = file.offset() + file.length();
    var known = channels.get(path);
    if (known != null) {
      checkSize(path, known.size(), needed);
      return;
    }
    if (path.getFileSystem() == FileSystems.getDefault()) {
      var channel = opened(file);
      channels.put(path, channel);
      checkSize(path, channel.size(), needed);
      return;
    }
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException(path + " is no regular file");
    }
    checkSize(path, attributes.size(), needed);
    streams.add(Files.newInputStream(path));
  }

  /// Asking for rights opens nothing, so it tells a file that may not be read from one that cannot
  /// be opened at the moment.
  private static FileChannel opened(ResponseBody.File file) throws IOException {
    try {
      return (FileChannel) file.open();
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (FileSystemException failure) {
      throw Files.isReadable(file.path()) ? new UnavailableException(failure) : failure;
    }
  }

  private static void checkSize(Path path, long size, long needed) throws TooShortException {
    if (size < needed) {
      throw new TooShortException(path, size, needed);
    }
  }

  public long length() {
    return length;
  }

  /// Tells whether the event loop can send everything.
  boolean isZeroCopy() {
    return streams.isEmpty();
  }

  /// Returns what the event loop writes, part by part.
  public List<Object> messages() {
    var messages = new ArrayList<>(parts.size());
    for (var part : parts) {
      switch (part) {
        case ResponseBody.Bytes bytes ->
            messages.add(Unpooled.wrappedBuffer(bytes.array(), bytes.offset(), bytes.length()));
        case ResponseBody.File file -> {
          if (file.length() > 0) {
            var region = new Region(channel(file), file.offset(), file.length());
            regions.add(region);
            messages.add(region);
          }
        }
        case ResponseBody.Empty _,
            ResponseBody.Parts _,
            ResponseBody.Stream _,
            ResponseBody.WebSocket _ -> {
          // nothing to send; parts of parts have been taken apart
        }
      }
    }
    return messages;
  }

  /// How many bytes of the files the kernel has sent.
  public long sent() {
    var sum = 0L;
    for (var region : regions) {
      sum += region.transferred();
    }
    return sum;
  }

  private FileChannel channel(ResponseBody.File file) {
    var channel = channels.get(file.path());
    if (channel == null) {
      throw new IllegalStateException(file.path() + " was not opened.");
    }
    return channel;
  }

  /// Writes everything. For the thread of the request, where the event loop cannot.
  void writeTo(OutputStream out) throws Exception {
    var others = streams.iterator();
    for (var part : parts) {
      if (!(part instanceof ResponseBody.File file)) {
        part.writeTo(out);
      } else if (channels.containsKey(file.path())) {
        copy(Channels.newInputStream(at(file)), file, out);
      } else {
        var in = others.next();
        in.skipNBytes(file.offset());
        copy(in, file, out);
      }
    }
  }

  private FileChannel at(ResponseBody.File file) throws IOException {
    return channel(file).position(file.offset());
  }

  private static void copy(InputStream in, ResponseBody.File file, OutputStream out)
      throws IOException {
    var piece = new byte[(int) Math.min(PIECE, file.length())];
    var missing = file.length();
    while (missing > 0) {
      var count = in.read(piece, 0, (int) Math.min(piece.length, missing));
      if (count < 0) {
        throw new EOFException("The file " + file.path() + " has become shorter.");
      }
      out.write(piece, 0, count);
      missing -= count;
    }
  }

  /// Says so if it was a file's fault that not everything could be sent.
  public void explainFailure() {
    for (var part : parts) {
      if (part instanceof ResponseBody.File file && channels.containsKey(file.path())) {
        try {
          checkSize(file.path(), channel(file).size(), file.offset() + file.length());
        } catch (IOException tooShort) {
          LoggerFactory.getLogger(OpenFiles.class)
              .error("A response broke off while it was sent. {}.", tooShort.getMessage());
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      channels.values().forEach(OpenFiles::close);
      streams.forEach(OpenFiles::close);
    }
  }

  private static void close(AutoCloseable file) {
    try {
      file.close();
    } catch (Exception failure) {
      LoggerFactory.getLogger(OpenFiles.class).warn("A file could not be closed.", failure);
    }
  }

  /// A part of a file that others send parts of, too, so it does not close the file.
  private static final class Region extends DefaultFileRegion {
    Region(FileChannel file, long offset, long length) {
      super(file, offset, length);
    }

    @Override
    protected void deallocate() {
      // the files are closed together
    }
  }
}

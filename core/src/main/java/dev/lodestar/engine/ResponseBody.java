package dev.lodestar.engine;

import dev.lodestar.http.LinkFreeFolder;
import dev.lodestar.http.StreamBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The content of a rendered response.
public sealed interface ResponseBody {

  /// Returns how many bytes the content has.
  ///
  /// @return the number; [RenderedResponse#NO_LENGTH] if it is not known before it is sent
  long contentLength();

  /// Writes the content. Engines have better ways to send what they know; this is for those who
  /// transform content, and for test clients. Blocks as long as the content takes.
  ///
  /// @param out where to write; neither flushed nor closed
  /// @throws Exception if the content cannot be produced or written; what was written before is a
  ///   part that must not be taken for the whole
  void writeTo(OutputStream out) throws Exception;

  /// No content.
  record Empty() implements ResponseBody {
    static final Empty INSTANCE = new Empty();

    @Override
    public long contentLength() {
      return 0;
    }

    @Override
    public void writeTo(OutputStream out) {
      // there is nothing to write
    }
  }

  /// Content that lies in memory.
  ///
  /// @param array holds the content; not copied, so nobody may change it. If it is memory that the
  ///   engine has lent to the request, see [dev.lodestar.http.Request#contentMemory()], it holds
  ///   something else after the response has been sent: copy what is to stay
  /// @param offset where the content starts
  /// @param length how many bytes it has
  record Bytes(byte[] array, int offset, int length) implements ResponseBody {
    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws Exception {
      out.write(array, offset, length);
    }
  }

  /// A part of a file. It is opened when the response is sent, before its head; a file that is not
  /// there any more then is answered 404, one that has become too short breaks the response off.
  ///
  /// @param path the file, of any file system
  /// @param offset where the content starts in the file
  /// @param length how many bytes it has
  /// @param folder below which no link is followed when the file is opened; nothing if all are, as
  ///   always in other file systems than the default one
  record File(Path path, long offset, long length, Optional<LinkFreeFolder> folder)
      implements ResponseBody {
    private static final int PIECE = 1 << 14;

    /// Creates a part of a file that is opened by its path, links and all.
    ///
    /// @param path the file, of any file system
    /// @param offset where the content starts in the file
    /// @param length how many bytes it has
    public File(Path path, long offset, long length) {
      this(path, offset, length, Optional.empty());
    }

    /// Opens the file to read it.
    ///
    /// @return a channel that the caller closes; a [java.nio.channels.FileChannel] if the file is
    ///   one of the default file system
    /// @throws java.nio.file.NoSuchFileException if there is no such file
    /// @throws IOException if it is no regular file, or cannot be opened
    public SeekableByteChannel open() throws IOException {
      if (folder.isPresent() && isOfDefaultFileSystem()) {
        return folder.get().open(path);
      }
      // Opening a pipe or a device could wait for ever.
      if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
        throw new IOException(path + " is no regular file");
      }
      return Files.newByteChannel(path, StandardOpenOption.READ);
    }

    /// Channels of archives hold the whole file in memory, and nobody exchanges what lies in them.
    private InputStream stream() throws IOException {
      return isOfDefaultFileSystem() ? Channels.newInputStream(open()) : Files.newInputStream(path);
    }

    private boolean isOfDefaultFileSystem() {
      return path.getFileSystem() == FileSystems.getDefault();
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws Exception {
      try (var in = stream()) {
        in.skipNBytes(offset);
        var piece = new byte[(int) Math.min(PIECE, length)];
        var missing = length;
        while (missing > 0) {
          var count = in.read(piece, 0, (int) Math.min(piece.length, missing));
          if (count < 0) {
            throw new EOFException("The file " + path + " is shorter than it was.");
          }
          out.write(piece, 0, count);
          missing -= count;
        }
      }
    }
  }

  /// Contents one after the other, each of known length.
  ///
  /// @param parts the contents: bytes and files
  /// @param contentLength how many bytes they have together
  record Parts(List<ResponseBody> parts, long contentLength) implements ResponseBody {

    /// Copies the list.
    public Parts {
      parts = List.copyOf(parts);
    }

    /// Returns contents one after the other.
    ///
    /// @param parts the contents
    /// @return the body
    /// @throws IllegalArgumentException if the length of one is not known
    public static Parts of(List<ResponseBody> parts) {
      var sum = 0L;
      for (var part : parts) {
        if (part.contentLength() < 0) {
          throw new IllegalArgumentException("A part has no known length: " + part + ".");
        }
        sum += part.contentLength();
      }
      return new Parts(parts, sum);
    }

    @Override
    public void writeTo(OutputStream out) throws Exception {
      for (var part : parts) {
        part.writeTo(out);
      }
    }
  }

  /// Content that is produced while it is sent.
  ///
  /// @param writer produces it
  /// @param contentLength how many bytes it has; [RenderedResponse#NO_LENGTH] if that is not known.
  ///   A writer that produces another number breaks the response off
  /// @param heartbeat what the engine sends while nothing else is; nothing for no heartbeat
  record Stream(StreamBody writer, long contentLength, Optional<Heartbeat> heartbeat)
      implements ResponseBody {

    /// Creates content of unknown length without a heartbeat.
    ///
    /// @param writer produces it
    public Stream(StreamBody writer) {
      this(writer, RenderedResponse.NO_LENGTH, Optional.empty());
    }

    @Override
    public void writeTo(OutputStream out) throws Exception {
      writer.writeTo(out);
    }
  }

  /// No content, but a WebSocket: after the head of this response the connection becomes one. The
  /// response has the status 101, whatever carries it; engines write what their version of HTTP
  /// says instead (200 for RFC 8441), and the headers `Upgrade`, `Connection` and
  /// `Sec-WebSocket-*`. Only a request with a [dev.lodestar.http.WebSocketOffer] is answered so.
  ///
  /// @param subprotocol what will be spoken, one of those that were offered; nothing for none
  /// @param options limits and time-outs
  /// @param session what the engine tells of the socket
  record WebSocket(Optional<String> subprotocol, WebSocketOptions options, WebSocketSession session)
      implements ResponseBody {
    @Override
    public long contentLength() {
      return RenderedResponse.NO_LENGTH;
    }

    @Override
    public void writeTo(OutputStream out) {
      throw new UnsupportedOperationException("A WebSocket is opened, not written.");
    }
  }

  /// Bytes that keep a connection alive while a stream has nothing to say. The engine sends them
  /// only where the writer has flushed and sent nothing since, or nothing at all, so never inside
  /// of what it writes between two flushes; best effort, and left out by engines that cannot.
  ///
  /// @param interval how long nothing was sent; engines may be late by some seconds
  /// @param content what is sent; not copied, so nobody may change it
  record Heartbeat(Duration interval, byte[] content) {}

  /// Returns the body without content.
  ///
  /// @return the empty body
  static ResponseBody empty() {
    return Empty.INSTANCE;
  }

  /// Returns a body of a whole array.
  ///
  /// @param content the content; not copied
  /// @return the body
  static ResponseBody of(byte[] content) {
    return new Bytes(content, 0, content.length);
  }
}

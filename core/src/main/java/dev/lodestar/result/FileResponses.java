package dev.lodestar.result;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.FileBody.Attributes;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpDate;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Renders files.
final class FileResponses {
  private FileResponses() {}

  /// Tells whether values of a declared type are files.
  static boolean isFile(Type type) {
    return type == FileBody.class || type == Path.class;
  }

  /// @param own the headers of the response around the file, which win
  /// @throws HttpException 404, if there is no such file
  static RenderedResponse write(
      Request request, FileBody file, Status status, Headers own, Optional<MediaType> mediaType) {
    var attributes = file.known().orElseGet(() -> attributesOf(file.path()));
    return RenderedResponse.of(
        request.method(),
        status,
        Optional.of(mediaType.orElseGet(file::mediaType)),
        headersOf(file, attributes, status, own),
        new ResponseBody.File(file.path(), 0, attributes.size(), file.folder()));
  }

  private static Attributes attributesOf(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isRegularFile() && isReadable(path)) {
        return Attributes.of(attributes);
      }
    } catch (IOException | SecurityException absent) {
      // answered like any other file that is not there
    }
    throw HttpException.notFound("There is nothing at this address.");
  }

  /// What cannot be opened must not be told apart from what does not exist; the operator is told.
  private static boolean isReadable(Path path) {
    var readable = Files.isReadable(path);
    if (!readable) {
      LoggerFactory.getLogger("dev.lodestar.request").warn("file_unreadable path={}", path);
    }
    return readable;
  }

  /// What can be compared and taken in parts is the file itself, and not a file that stands for
  /// something else, as one that is sent with a 404 does.
  private static Headers headersOf(
      FileBody file, Attributes attributes, Status status, Headers own) {
    var headers = Headers.builder();
    if (status.equals(Status.OK)) {
      var changed = Math.min(attributes.lastModified().toEpochMilli(), System.currentTimeMillis());
      file.entityTag()
          .or(() -> file.isDated() ? Optional.of(attributes.entityTag()) : Optional.empty())
          .ifPresent(tag -> add(headers, own, "ETag", tag.toString()));
      if (file.isDated()) {
        add(headers, own, "Last-Modified", HttpDate.format(Instant.ofEpochMilli(changed)));
      }
      add(headers, own, "Accept-Ranges", "bytes");
    }
    file.cacheControl()
        .ifPresent(control -> add(headers, own, "Cache-Control", control.headerValue()));
    file.disposition()
        .ifPresent(value -> add(headers, own, "Content-Disposition", value.toString()));
    add(headers, own, "X-Content-Type-Options", "nosniff");
    return headers.build().withAll(own);
  }

  private static void add(Headers.Builder headers, Headers own, String name, String value) {
    if (!own.contains(name)) {
      headers.add(name, value);
    }
  }
}

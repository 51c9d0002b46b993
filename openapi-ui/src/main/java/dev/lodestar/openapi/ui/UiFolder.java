package dev.lodestar.openapi.ui;

import dev.lodestar.http.AcceptEncoding;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The files of a UI as they are served: below a folder whose name changes with any of them, so
/// that what a browser keeps is never wrong. Read from the jar for each request: browsers ask once.
final class UiFolder {
  static final String START = "start.js";
  static final String COMMON_SCRIPT = "common.js";
  static final String COMMON_STYLE = "common.css";
  static final String CUSTOM_STYLE = "custom.css";

  private static final String PACKAGES = "packages.json";
  private static final String COMPRESSED = ".gz";
  private static final CacheControl FOREVER =
      CacheControl.publicly().maxAge(Duration.ofDays(365)).immutable();
  private static final MediaType SCRIPT = MediaType.parse("text/javascript; charset=utf-8");
  private static final MediaType STYLE = MediaType.parse("text/css; charset=utf-8");

  private final String fingerprint;
  private final Map<String, Resource> files;

  /// A file as it is stored.
  ///
  /// @param name its path in this module; empty if the content is at hand
  /// @param content the content of what is small, or was made here
  private record Resource(String name, byte @Nullable [] content, boolean compressed) {
    byte[] bytes() {
      return content == null ? read(name) : content;
    }
  }

  private UiFolder(String fingerprint, Map<String, Resource> files) {
    this.fingerprint = fingerprint;
    this.files = files;
  }

  /// Reads what belongs to a UI.
  ///
  /// @param style the style sheet of the application; empty if there is none
  static UiFolder of(UiFiles ui, String style) {
    var files = new HashMap<String, Resource>();
    // The list holds the checksums of everything that is not written here.
    var contents = new ArrayList<>(List.of(read(PACKAGES)));
    own(COMMON_SCRIPT, "common/" + COMMON_SCRIPT, files, contents);
    own(COMMON_STYLE, "common/" + COMMON_STYLE, files, contents);
    own(START, ui.name() + "/" + START, files, contents);
    var others = new ArrayList<>(ui.scripts());
    others.addAll(ui.styles());
    others.addAll(ui.others());
    for (var name : others) {
      var path = ui.name() + "/" + name;
      if (exists(path + COMPRESSED)) {
        files.put(name, new Resource(path + COMPRESSED, null, true));
      } else {
        own(name, path, files, contents);
      }
    }
    if (!style.isEmpty()) {
      var content = style.getBytes(StandardCharsets.UTF_8);
      files.put(CUSTOM_STYLE, new Resource("", content, false));
      contents.add(content);
    }
    return new UiFolder(Fingerprints.of(contents), files);
  }

  private static void own(
      String name, String path, Map<String, Resource> files, List<byte[]> contents) {
    var content = read(path);
    files.put(name, new Resource(path, content, false));
    contents.add(content);
  }

  String fingerprint() {
    return fingerprint;
  }

  /// Answers with a file.
  ///
  /// @param path the fingerprint and the name of the file
  /// @return nothing if there is no such file, or its fingerprint is another: a browser that has an
  ///   older page must not keep what is new under the old URL
  Optional<Response<?>> response(String path, Request request) {
    var slash = path.indexOf('/');
    if (slash < 0 || !path.substring(0, slash).equals(fingerprint)) {
      return Optional.empty();
    }
    var name = path.substring(slash + 1);
    return Optional.ofNullable(files.get(name)).map(file -> response(name, file, request));
  }

  private Response<?> response(String name, Resource file, Request request) {
    var type = name.endsWith(".css") ? STYLE : SCRIPT;
    if (!file.compressed()) {
      return decorated(Response.bytes(type, file.bytes()), name, "");
    }
    var coded = AcceptEncoding.of(request.headers()).preferred(List.of("gzip")).isPresent();
    var response =
        coded
            ? decorated(Response.bytes(type, file.bytes()), name, "-gzip")
                .header("Content-Encoding", "gzip")
            : decorated(Response.bytes(type, inflated(file.bytes())), name, "");
    return response.vary("Accept-Encoding");
  }

  private Response<byte[]> decorated(Response<byte[]> response, String name, String coding) {
    return response
        .cacheControl(FOREVER)
        .entityTag(EntityTag.strong(fingerprint + "-" + name + coding))
        .header("X-Content-Type-Options", "nosniff");
  }

  private static byte[] inflated(byte[] compressed) {
    try (var input = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return input.readAllBytes();
    } catch (IOException damaged) {
      throw new UncheckedIOException("A file of this module is damaged.", damaged);
    }
  }

  private static boolean exists(String path) {
    return UiFolder.class.getResource(path) != null;
  }

  private static byte[] read(String path) {
    try (var input = UiFolder.class.getResourceAsStream(path)) {
      if (input == null) {
        throw new IllegalStateException("This module has no file " + path + ".");
      }
      return input.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The file " + path + " cannot be read.", unreadable);
    }
  }
}

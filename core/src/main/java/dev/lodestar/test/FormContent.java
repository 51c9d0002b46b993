package dev.lodestar.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.http.MediaType;
import dev.lodestar.http.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The fields and files of a form, as a browser sends them: URL-encoded, or as
/// `multipart/form-data` if there are files. Not thread-safe.
final class FormContent {
  private final String boundary = "lodestar-" + UUID.randomUUID();
  private final List<Field> fields = new ArrayList<>();

  /// A field, or a file.
  private record Field(String name, byte[] content, Optional<FileHead> file) {}

  /// What is said of a file.
  private record FileHead(String fileName, MediaType mediaType) {}

  void add(String name, String text) {
    fields.add(new Field(name, text.getBytes(UTF_8), Optional.empty()));
  }

  void add(String name, String fileName, MediaType mediaType, byte[] content) {
    fields.add(new Field(name, content, Optional.of(new FileHead(fileName, mediaType))));
  }

  void clear() {
    fields.clear();
  }

  private boolean hasFiles() {
    return fields.stream().anyMatch(field -> field.file().isPresent());
  }

  MediaType mediaType() {
    return hasFiles()
        ? MediaType.MULTIPART_FORM.withParameter("boundary", boundary)
        : MediaType.FORM;
  }

  byte[] bytes() {
    return hasFiles() ? multipart() : urlEncoded();
  }

  private byte[] urlEncoded() {
    var pairs = new ArrayList<String>();
    for (var field : fields) {
      pairs.add(
          PercentEncoding.encodeQueryComponent(field.name())
              + "="
              + PercentEncoding.encodeQueryComponent(new String(field.content(), UTF_8)));
    }
    return String.join("&", pairs).getBytes(UTF_8);
  }

  private byte[] multipart() {
    var bytes = new ByteArrayOutputStream();
    for (var field : fields) {
      bytes.writeBytes(head(field).getBytes(UTF_8));
      bytes.writeBytes(field.content());
      bytes.writeBytes("\r\n".getBytes(UTF_8));
    }
    bytes.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private String head(Field field) {
    var head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\""
            + escaped(field.name())
            + "\"";
    if (field.file().isPresent()) {
      var file = field.file().get();
      head +=
          "; filename=\"" + escaped(file.fileName()) + "\"\r\nContent-Type: " + file.mediaType();
    }
    return head + "\r\n\r\n";
  }

  /// What browsers write for the characters that would end a name (HTML, "multipart/form-data
  /// encoding algorithm").
  private static String escaped(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}

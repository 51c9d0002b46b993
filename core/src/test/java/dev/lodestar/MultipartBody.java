package dev.lodestar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.http.MediaType;
import java.io.ByteArrayOutputStream;

/// Writes forms as browsers do, in tests.
final class MultipartBody {
  private static final String BOUNDARY = "----frontier";

  static final MediaType TYPE = MediaType.MULTIPART_FORM.withParameter("boundary", BOUNDARY);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  MultipartBody text(String name, String text) {
    return part("name=\"" + name + "\"", "", text);
  }

  MultipartBody file(String name, String fileName, String content) {
    return part(
        "name=\"" + name + "\"; filename=\"" + fileName + "\"",
        "Content-Type: application/octet-stream\r\n",
        content);
  }

  private MultipartBody part(String disposition, String headers, String content) {
    out.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\n"
                + headers
                + "\r\n"
                + content
                + "\r\n")
            .getBytes(UTF_8));
    return this;
  }

  byte[] bytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return whole.toByteArray();
  }
}

package dev.lodestar.form;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Requests with forms, and what becomes of them.
final class Bodies {
  static final String MULTIPART = "multipart/form-data; boundary=xYzZY";
  static final String URL_ENCODED = "application/x-www-form-urlencoded";

  private Bodies() {}

  static Request request(String contentType, byte[] body) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    return Request.of(
        HttpMethod.POST,
        "/",
        contentType.isEmpty() ? Headers.empty() : Headers.of("Content-Type", contentType),
        RequestBody.of(body),
        new Connection(address, address, false, "HTTP/1.1"));
  }

  /// A multipart form of lines that end in CR LF, all but the last one. Each character is a byte.
  static Request multipart(String... lines) {
    return request(MULTIPART, bytes(String.join("\r\n", lines)));
  }

  static Request urlEncoded(String body) {
    return request(URL_ENCODED, body.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The characters that stand for the bytes of a text in UTF-8.
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static HttpException refusal(Request request) {
    return refusal(request, FormLimits.standard());
  }

  static HttpException refusal(Request request, FormLimits limits) {
    var refusal = catchThrowableOfType(HttpException.class, () -> Forms.read(request, limits));
    if (refusal == null) {
      throw new AssertionError("The form was accepted.");
    }
    return refusal;
  }

  /// Status and message of a refusal.
  static String told(HttpException refusal) {
    var errors = (List<?>) refusal.problem().extensions().get("errors");
    var message =
        errors == null
            ? refusal.problem().detail().orElse("")
            : ((Map<?, ?>) errors.getFirst()).get("message");
    return refusal.status().code() + " " + message;
  }

  static String told(Request request) {
    return told(refusal(request));
  }

  static String content(Upload upload) throws IOException {
    return new String(upload.bytes(), StandardCharsets.ISO_8859_1);
  }
}

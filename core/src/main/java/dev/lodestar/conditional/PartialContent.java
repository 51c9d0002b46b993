package dev.lodestar.conditional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.conditional.ByteRanges.ByteRange;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Answers 206: one part by itself, several as `multipart/byteranges` (RFC 9110, section 14.6).
final class PartialContent {
  private PartialContent() {}

  /// @param whole the answer to the same request without a range
  /// @param ranges at least one, sorted
  static RenderedResponse of(RenderedResponse whole, List<ByteRange> ranges) {
    return ranges.size() == 1
        ? single(whole, ranges.getFirst())
        : several(whole, ranges, "lodestar" + UUID.randomUUID().toString().replace("-", ""));
  }

  private static RenderedResponse single(RenderedResponse whole, ByteRange range) {
    return whole.with(
        Status.PARTIAL_CONTENT,
        whole.contentType(),
        whole.headers().with("Content-Range", contentRange(range, whole.contentLength())),
        slice(whole.body(), range));
  }

  private static RenderedResponse several(
      RenderedResponse whole, List<ByteRange> ranges, String boundary) {
    var parts = new ArrayList<ResponseBody>(2 * ranges.size() + 1);
    for (var range : ranges) {
      parts.add(
          text(
              (parts.isEmpty() ? "--" : "\r\n--")
                  + boundary
                  + whole.contentType().map(type -> "\r\nContent-Type: " + type).orElse("")
                  + "\r\nContent-Range: "
                  + contentRange(range, whole.contentLength())
                  + "\r\n\r\n"));
      parts.add(slice(whole.body(), range));
    }
    parts.add(text("\r\n--" + boundary + "--\r\n"));
    return whole.with(
        Status.PARTIAL_CONTENT,
        Optional.of(MediaType.parse("multipart/byteranges").withParameter("boundary", boundary)),
        whole.headers(),
        ResponseBody.Parts.of(parts));
  }

  private static String contentRange(ByteRange range, long length) {
    return "bytes " + range.first() + "-" + range.last() + "/" + length;
  }

  static boolean isPossible(ResponseBody body) {
    return body instanceof ResponseBody.Bytes || body instanceof ResponseBody.File;
  }

  private static ResponseBody slice(ResponseBody body, ByteRange range) {
    return switch (body) {
      case ResponseBody.Bytes(var array, var offset, _) ->
          new ResponseBody.Bytes(array, offset + (int) range.first(), (int) range.length());
      case ResponseBody.File(var path, var offset, _, var folder) ->
          new ResponseBody.File(path, offset + range.first(), range.length(), folder);
      default -> throw new IllegalArgumentException("There are no parts of " + body + ".");
    };
  }

  private static ResponseBody text(String text) {
    return ResponseBody.of(text.getBytes(ISO_8859_1));
  }
}

package dev.lodestar.benchmarks.micro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.form.FormLimits;
import dev.lodestar.form.Forms;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reads a whole multipart form from memory into memory, beside the decoder of Netty.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MultipartForms {
  private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
  private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;
  private static final int FILE = 1_000_000;
  private static final int FIELDS = 8;
  private static final int LINE = 60;
  private static final long SEED = 7;

  /// What the form has: eight short texts; a file of a million random bytes; one of lines; one of
  /// line ends only.
  @Param({"fields", "binary", "lines", "ends"})
  public String content = "fields";

  private final FormLimits limits = FormLimits.standard().withMemorySize(2 * FILE);
  private final Headers headers = Headers.of("Content-Type", TYPE);
  private final DefaultHttpDataFactory factory = new DefaultHttpDataFactory(false);
  private final Connection connection =
      new Connection(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
          false,
          "HTTP/1.1");
  private byte[] body = {};

  /// Makes the form.
  @Setup
  public void prepare() {
    var form = new StringBuilder();
    if (content.equals("fields")) {
      for (var i = 0; i < FIELDS; i++) {
        form.append(part("name=\"field" + i + "\"", "the value of field " + i));
      }
    } else {
      form.append(part("name=\"file\"; filename=\"file.bin\"", file()));
    }
    body = form.append("--").append(BOUNDARY).append("--\r\n").toString().getBytes(ISO_8859_1);
  }

  private static String part(String names, String content) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; "
        + names
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  private String file() {
    return switch (content) {
      case "lines" -> ("x".repeat(LINE) + "\r\n").repeat(FILE / (LINE + 2));
      case "ends" -> "\r\n".repeat(FILE / 2);
      default -> {
        var bytes = new byte[FILE];
        new Random(SEED).nextBytes(bytes);
        yield new String(bytes, ISO_8859_1);
      }
    };
  }

  /// Reads with Lodestar.
  ///
  /// @return how many bytes the texts and files have
  @Benchmark
  public long lodestar() {
    var request = Request.of(HttpMethod.POST, "/", headers, RequestBody.of(body), connection);
    try {
      var form = Forms.read(request, limits);
      var size = 0L;
      for (var name : form.names()) {
        size += form.text(name).orElseThrow().length();
      }
      for (var uploads : form.uploads().values()) {
        size += uploads.getFirst().size();
      }
      return size;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Reads with Netty.
  ///
  /// @return how many bytes the texts and files have
  @Benchmark
  public long netty() {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            io.netty.handler.codec.http.HttpMethod.POST,
            "/",
            Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, TYPE);
    var decoder = new HttpPostMultipartRequestDecoder(factory, request);
    try {
      var size = 0L;
      for (var data : decoder.getBodyHttpDatas()) {
        size += ((HttpData) data).length();
      }
      return size;
    } finally {
      decoder.destroy();
      request.release();
    }
  }
}

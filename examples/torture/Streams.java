package torture;

import dev.lodestar.Body;
import dev.lodestar.Get;
import dev.lodestar.Head;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Put;
import dev.lodestar.Tags;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Response;
import dev.lodestar.http.StreamBody;
import dev.lodestar.sse.LastEventId;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is sent piece by piece, and what is no JSON.
@Path("/streams")
@Tags("streams")
final class Streams {
  record Reading(String sensor, @Max(200) double celsius) {}

  record Step(String name, @Min(0) @Max(100) int percent) {}

  private final java.nio.file.Path file;

  Streams() throws IOException {
    file = Files.createTempFile("torture", ".txt");
    Files.writeString(file, "what is in the file\n");
    file.toFile().deleteOnExit();
  }

  @Get("/steps")
  Sse<Step> steps() {
    return Sse.of(List.of(new Step("read", 50), new Step("written", 100)));
  }

  @Get("/figures")
  Sse<Shape> figures() {
    return Sse.of(List.<Shape>of(new Shape.Circle(1), new Shape.Square(2)));
  }

  @Get("/news")
  Sse<String> news(LastEventId last) {
    return Sse.ofEvents(
        IntStream.range((int) last.number().orElse(0), 3)
            .mapToObj(i -> ServerSentEvent.of("headline", "number\n" + i).id(i + 1)));
  }

  @Get("/readings")
  Stream<Reading> readings() {
    return Stream.of(new Reading("a", 20.5), new Reading("b", 21));
  }

  @Post(value = "/readings", status = 200)
  double hottest(Iterator<Reading> readings) {
    var hottest = -273.15;
    while (readings.hasNext()) {
      hottest = Math.max(hottest, readings.next().celsius());
    }
    return hottest;
  }

  @Get(value = "/log", produces = "text/plain")
  Iterator<String> log() {
    return List.of("started\n", "ready\n").iterator();
  }

  @Get("/text")
  String text() {
    return "plain text";
  }

  @Post("/text")
  String echo(@Body String text) {
    return text;
  }

  @Get("/bytes")
  byte[] bytes() {
    return new byte[] {0, 1, 2, -1};
  }

  @Put(
      value = "/picture",
      consumes = {"image/png", "image/jpeg"})
  int picture(byte[] picture) {
    return picture.length;
  }

  @Post("/measure")
  long measure(InputStream content) throws IOException {
    return content.transferTo(java.io.OutputStream.nullOutputStream());
  }

  @Get(value = "/report", produces = "text/csv")
  StreamBody report() {
    return out -> out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
  }

  @Get("/file")
  FileBody file() {
    return FileBody.of(file).mediaType(MediaType.parse("text/plain")).attachment("report.txt");
  }

  @Get("/page")
  Representations page() {
    return Representations.of(MediaType.JSON, () -> new Reading("a", 20.5))
        .or(MediaType.HTML, () -> "<h1>20.5</h1>");
  }

  @Get(
      value = "/label",
      produces = {"text/plain", "text/markdown"})
  String label() {
    return "# Handle with care";
  }

  @Get(value = "/old", status = 308)
  Response<Void> old() {
    return Response.redirect("/streams/text");
  }

  @Head("/probe")
  void probe() {}
}

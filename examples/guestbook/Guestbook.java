import dev.lodestar.*;
import dev.lodestar.dto.*;
import dev.lodestar.vite.*;
import jakarta.validation.constraints.*;
import java.nio.file.Path;
import java.time.Instant;
import java.util.*;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// What somebody has written.
record Entry(
    long id,
    @NotBlank @Size(max = 40) String name,
    @NotBlank @Size(max = 500) String text,
    Instant at) {}

/// What a guest sends of it.
static final class WriteEntry extends Dto<Entry> {
  {
    exclude(Entry::id, Entry::at);
    forbidUnknown();
  }
}

final List<Entry> entries = new CopyOnWriteArrayList<>();
final AtomicLong lastId = new AtomicLong();

/// The page: the same tags in development, where Vite serves the sources, and in production.
@InSchema(false)
@Get(value = "/", produces = "text/html")
String page(ViteAssets vite) {
  return """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <title>Guestbook</title>
  %s</head>
  <body><div id="root"></div></body>
  </html>
  """
      .formatted(vite.tags("src/main.tsx"));
}

@OperationId("entries")
@Get("/api/entries")
List<Entry> all() {
  return entries;
}

@OperationId("write")
@Post("/api/entries")
Entry write(@Accepts(WriteEntry.class) Draft<Entry> draft) {
  var entry =
      draft.with(Entry::id, lastId.incrementAndGet()).with(Entry::at, Instant.now()).create();
  entries.add(entry);
  return entry;
}

@OperationId("entry")
@Get("/api/entries/{id}")
Optional<Entry> entry(long id) {
  return entries.stream().filter(entry -> entry.id() == id).findFirst();
}

void main(String... args) {
  var vite = Vite.directory(Path.of("web/dist")).entries("src/main.tsx").react().integrity();
  Lodestar.run(Lodestar.app().plugin(vite).routes(this).build(), args);
}

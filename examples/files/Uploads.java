package files;

import dev.lodestar.Answers;
import dev.lodestar.Get;
import dev.lodestar.Post;
import dev.lodestar.form.Upload;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.sse.Sse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/// The files that were uploaded since the start.
final class Uploads {
  private final Path folder;
  private final Duration pause;
  private final Map<String, Processing> processings = new ConcurrentSkipListMap<>();

  Uploads(Path folder, Duration pause) {
    this.folder = folder;
    this.pause = pause;
  }

  /// A file is there as soon as it has been received; what else is done with it goes on afterwards.
  @Post
  Response<StoredFile> add(Upload file, BackgroundTasks tasks) throws IOException {
    var id = UUID.randomUUID().toString();
    var type = MediaType.ofFileName(file.safeFileName());
    file.transferTo(folder.resolve(id));
    var processing =
        new Processing(
            StoredFile.received(id, file.safeFileName(), type.toString(), file.size()),
            folder.resolve(id),
            pause);
    processings.put(id, processing);
    tasks.add("process " + id, processing::run);
    return Response.created(URI.create("/api/files/" + id), processing.state());
  }

  @Get
  List<StoredFile> list() {
    return processings.values().stream().map(Processing::state).toList();
  }

  @Get("/{id}")
  @Answers(status = 404, description = "There is no such file.")
  StoredFile get(String id) {
    return find(id).state();
  }

  /// Each state of a file until it is done.
  @Get("/{id}/progress")
  @Answers(status = 404, description = "There is no such file.")
  Sse<StoredFile> progress(String id) {
    var processing = find(id);
    return Sse.produce(events -> {
      var state = processing.state();
      events.send(state);
      while (!state.isDone()) {
        state = processing.awaitChange(state);
        events.send(state);
      }
    });
  }

  /// What a browser shows might be a page with a script of somebody else's, so only pictures, sound
  /// and films are shown.
  @Get("/{id}/content")
  @Answers(status = 404, description = "There is no such file.")
  FileBody content(String id) {
    var file = find(id).state();
    var type = MediaType.parse(file.mediaType());
    var body = FileBody.of(folder.resolve(id)).mediaType(type);
    return isHarmless(type) ? body.inline(file.name()) : body.attachment(file.name());
  }

  private static boolean isHarmless(MediaType type) {
    return switch (type.type()) {
      case "audio", "video" -> true;
      case "image" -> !type.subtype().equals("svg+xml");
      default -> false;
    };
  }

  private Processing find(String id) {
    var processing = processings.get(id);
    if (processing == null) {
      throw HttpException.notFound("There is no file '" + id + "'.");
    }
    return processing;
  }
}

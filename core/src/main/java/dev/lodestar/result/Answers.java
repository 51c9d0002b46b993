package dev.lodestar.result;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Status;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import dev.lodestar.pagination.CursorPage;
import dev.lodestar.pagination.OffsetPage;
import dev.lodestar.pagination.Page;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells what results are answered with.
final class Answers {
  private static final HeaderPlan LOCATION =
      new HeaderPlan("Location", "Where to go.", Optional.empty(), true);

  private static final HeaderPlan LINK =
      possible("Link", "Where the pages around it are (RFC 8288).");
  private static final List<Class<?>> PAGES =
      List.of(Page.class, OffsetPage.class, CursorPage.class);

  private Answers() {}

  /// Entities of a type that says how they are written.
  static void entity(
      OperationCollector operation,
      EntityWriter writer,
      Negotiation negotiation,
      ResultDefaults defaults) {
    entity(operation, contents(writer, negotiation), negotiation, defaults, true);
  }

  /// Entities of responses, which may have media types of their own.
  ///
  /// @param type the declared type of the entities
  static void entityOfResponse(
      OperationCollector operation,
      Type type,
      EntityWriter writer,
      Negotiation negotiation,
      ResultDefaults defaults) {
    var contents = contents(writer, negotiation);
    if (!negotiation.isDescribed()) {
      contents.add(new Content(MediaType.ANY, writer.shape(MediaType.ANY)));
    }
    entity(operation, contents, negotiation, defaults, false);
    if (PAGES.contains(GenericTypes.erase(type))) {
      operation.answers(answer -> answer.with(LINK));
    }
  }

  private static List<Content> contents(EntityWriter writer, Negotiation negotiation) {
    var contents = new ArrayList<Content>();
    for (var offer : negotiation.offers()) {
      contents.add(new Content(offer, writer.shape(offer)));
    }
    return contents;
  }

  private static void entity(
      OperationCollector operation,
      List<Content> contents,
      Negotiation negotiation,
      ResultDefaults defaults,
      boolean alwaysVaries) {
    var answer = AnswerPlan.of(defaults.withContent(), contents);
    var varies = negotiation.offers().size() > 1;
    operation.answer(varies ? answer.varying("Accept", alwaysVaries) : answer);
    if (negotiation.isDescribed()) {
      operation.refuse(Refusal.NOT_ACCEPTABLE);
    }
  }

  /// Entities of a type that does not.
  ///
  /// @param status nothing if the handler says it
  static void open(
      OperationCollector operation, Type type, ResultDefaults defaults, Optional<Status> status) {
    if (type == Problem.class) {
      problem(operation);
    } else if (type == FileBody.class || type == Path.class) {
      file(operation, defaults, status.orElse(defaults.withContent()));
    } else {
      var answer =
          new AnswerPlan(
              status,
              Optional.empty(),
              contents(defaults.produces(), new Shape.Any()),
              List.of(),
              List.of());
      operation.answer(answer.varying("Accept", type == Representations.class));
      operation.refuse(Refusal.NOT_ACCEPTABLE);
      if (type == Representations.class) {
        operation.refuse(Refusal.NOT_FOUND);
      }
    }
  }

  /// As [#open(OperationCollector, Type, ResultDefaults, Optional)] with a status.
  static void open(
      OperationCollector operation, Type type, ResultDefaults defaults, Status status) {
    open(operation, type, defaults, Optional.of(status));
  }

  private static List<Content> contents(List<MediaType> declared, Shape shape) {
    var mediaTypes = declared.isEmpty() ? List.of(MediaType.ANY) : declared;
    return mediaTypes.stream().map(mediaType -> new Content(mediaType, shape)).toList();
  }

  /// What else there is if the handler may return null.
  static void orNothing(OperationCollector operation, ResultDefaults defaults) {
    if (operation.mayBeNull() && !defaults.withoutContent().equals(defaults.withContent())) {
      operation.answer(AnswerPlan.of(defaults.withoutContent(), List.of()));
    }
  }

  /// Responses without an entity.
  static void withoutEntity(OperationCollector operation, ResultDefaults defaults) {
    var answer = AnswerPlan.of(defaults.withoutContent(), List.of());
    operation.answer(defaults.withoutContent().isRedirect() ? answer.with(LOCATION) : answer);
  }

  /// Problems that a handler returns, with whatever status they have.
  static void problem(OperationCollector operation) {
    operation.answer(
        AnswerPlan.ofAnyStatus(ProblemFormat.contents())
            .described("A problem.")
            .varying("Accept", true));
  }

  /// Streams of events.
  static void events(OperationCollector operation, Status status, Shape data) {
    var content = new Content(MediaType.EVENT_STREAM, new Shape.Events(data));
    operation.answer(
        AnswerPlan.of(status, List.of(content))
            .described("A stream of events.")
            .with(
                new HeaderPlan("Cache-Control", "Nobody keeps it.", Optional.of("no-cache"), true))
            .with(
                new HeaderPlan(
                    "X-Accel-Buffering", "Proxies pass it on at once.", Optional.of("no"), true)));
    operation.refuse(Refusal.NOT_ACCEPTABLE);
  }

  private static void file(OperationCollector operation, ResultDefaults defaults, Status status) {
    var mediaType = defaults.mediaType().orElse(MediaType.ANY);
    var content = new Content(mediaType, new Shape.Binary(Optional.empty()));
    var answer = AnswerPlan.of(status, List.of(content)).described("The file.");
    operation.answer(status.equals(Status.OK) ? comparable(answer) : answer);
    operation.refuse(Refusal.NOT_FOUND);
  }

  /// What can be compared and taken in parts.
  private static AnswerPlan comparable(AnswerPlan file) {
    return file.with(possible("ETag", "Identifies this state of the file."))
        .with(possible("Last-Modified", "When the file was changed."))
        .with(
            new HeaderPlan(
                "Accept-Ranges", "The file may be taken in parts.", Optional.of("bytes"), true))
        .with(possible("Content-Disposition", "What the file is to be called."))
        .with(possible("Cache-Control", "Who may keep it, and how long."));
  }

  private static HeaderPlan possible(String name, String description) {
    return new HeaderPlan(name, description, Optional.empty(), false);
  }
}

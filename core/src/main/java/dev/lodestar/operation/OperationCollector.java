package dev.lodestar.operation;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.TypeUse;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Collects what the parts of a route tell of it, each its own, from the inside to the outside.
/// Used once, by one thread, when somebody wants to know.
public final class OperationCollector {
  private final HttpMethod method;
  private final String path;
  private final Json json;
  private final Predicate<Declaration> shown;
  private final Map<String, ParameterPlan> parameters = new LinkedHashMap<>();
  private final Map<String, ParameterPlan> fields = new LinkedHashMap<>();
  private final List<AnswerPlan> answers = new ArrayList<>();
  private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
  private final Set<InputSource> strict = EnumSet.noneOf(InputSource.class);
  private final Set<Place> places = new LinkedHashSet<>();
  private Optional<BodyPlan> body = Optional.empty();
  private Optional<Form> form = Optional.empty();
  private Optional<Long> bodyLimit = Optional.empty();
  private List<MediaType> consumed = List.of();
  private DeclaredResult result = DeclaredResult.unknown();
  private boolean nullable;
  private boolean open;
  private boolean bodyOpen;
  private boolean formOpen;
  private ErrorHandling errors = (failure, status) -> Optional.empty();

  /// What is known of the form that a route takes.
  private record Form(List<MediaType> mediaTypes, boolean required, Declaration declaration) {}

  /// Begins a route.
  ///
  /// @param shown whether something that is declared at a place is to be told; a parameter of the
  ///   path always is
  /// @param path the whole path template
  /// @param json what describes the texts that the framework reads
  public OperationCollector(
      HttpMethod method, String path, Json json, Predicate<Declaration> shown) {
    this.shown = shown;
    this.method = method;
    this.path = path;
    this.json = json;
  }

  /// The request method of the route.
  public HttpMethod method() {
    return method;
  }

  /// Says what the handler returns.
  ///
  /// @param type the declared type of its result, without type variables
  public void result(AnnotatedType type) {
    result = DeclaredResult.of(type);
  }

  /// Says that the handler may return null.
  public void nullable() {
    nullable = true;
  }

  /// Whether the handler may return null.
  public boolean mayBeNull() {
    return nullable;
  }

  /// Adds a parameter; what several take is one parameter.
  public void parameter(ParameterPlan parameter) {
    refuse(Refusal.INVALID_INPUT);
    if (parameter.in() != InputSource.PATH && !shown.test(parameter.declaration())) {
      return;
    }
    parameters.merge(keyOf(parameter), parameter, OperationCollector::both);
  }

  /// Adds a path parameter, unless somebody takes it.
  public void freePathParameter(ParameterPlan parameter) {
    refuse(Refusal.INVALID_INPUT);
    parameters.putIfAbsent(keyOf(parameter), parameter);
  }

  /// Adds a header that the framework reads, and ignores if it makes no sense.
  ///
  /// @param description what clients are told of it
  public void header(String name, String description) {
    var header =
        new ParameterPlan(
            InputSource.HEADER,
            name,
            List.of(),
            json.models().use(String.class),
            List.of(),
            json,
            false,
            false,
            false,
            false,
            new Declaration.OfFramework(description));
    parameters.putIfAbsent(keyOf(header), header);
  }

  /// Adds the headers that say which states a request is about (RFC 9110, section 13.1).
  public void preconditions() {
    header("If-Match", "The entity tags of the states that the request is about.");
    header("If-None-Match", "The entity tags of the states that the client knows.");
    header("If-Modified-Since", "The date of the state that the client knows.");
    header("If-Unmodified-Since", "The date of the state that the request is about.");
  }

  /// Adds a field or file of the form.
  public void field(ParameterPlan field) {
    if (!shown.test(field.declaration())) {
      formOpen = true;
      return;
    }
    fields.merge(field.name(), field, OperationCollector::both);
  }

  /// Names of headers have no case.
  private static String keyOf(ParameterPlan parameter) {
    var name =
        parameter.in() == InputSource.HEADER
            ? parameter.name().toLowerCase(Locale.ROOT)
            : parameter.name();
    return parameter.in() + " " + name;
  }

  private static ParameterPlan both(ParameterPlan first, ParameterPlan second) {
    var aliases = new LinkedHashSet<>(first.aliases());
    aliases.addAll(second.aliases());
    var also = new ArrayList<>(first.also());
    add(second.use(), first.use(), also);
    for (var use : second.also()) {
      add(use, first.use(), also);
    }
    return new ParameterPlan(
        first.in(),
        first.name(),
        List.copyOf(aliases),
        first.use(),
        also,
        first.json(),
        first.required() || second.required(),
        first.repeated() && second.repeated(),
        first.file(),
        first.secret() || second.secret(),
        first.declaration());
  }

  /// Adds a type unless it says what is known already.
  private static void add(TypeUse use, TypeUse first, List<TypeUse> also) {
    if (!isSame(use, first) && also.stream().noneMatch(known -> isSame(use, known))) {
      also.add(use);
    }
  }

  private static boolean isSame(TypeUse one, TypeUse other) {
    return one.type().equals(other.type())
        && one.nullable() == other.nullable()
        && one.annotations().equals(other.annotations());
  }

  /// Says that the route takes a form.
  ///
  /// @param mediaTypes what the form may be sent as
  /// @param required whether there must be one, even if no field of it is required
  public void form(List<MediaType> mediaTypes, boolean required, Declaration declaration) {
    form =
        Optional.of(
            form.isEmpty()
                ? new Form(mediaTypes, required, declaration)
                : new Form(
                    mediaTypes, required || form.get().required(), form.get().declaration()));
  }

  /// Says that fields and files of the form are taken that nobody has named.
  public void openForm() {
    formOpen = true;
  }

  /// Adds the body as somebody takes it.
  public void body(BodyPlan taken) {
    body = Optional.of(body.isEmpty() ? taken : both(body.get(), taken));
  }

  /// Of two who take the body, each takes it all; so it must be what both take.
  private static BodyPlan both(BodyPlan first, BodyPlan second) {
    var contents = new ArrayList<Content>();
    for (var one : first.contents()) {
      for (var other : second.contents()) {
        if (one.mediaType().isIn(other.mediaType())) {
          contents.add(new Content(one.mediaType(), both(one.shape(), other.shape())));
          break;
        }
        if (other.mediaType().isIn(one.mediaType())) {
          contents.add(new Content(other.mediaType(), both(one.shape(), other.shape())));
        }
      }
    }
    return new BodyPlan(
        first.required() || second.required(), contents, first.limit(), first.declaration());
  }

  private static Shape both(Shape first, Shape second) {
    if (saysNothing(second) || first.equals(second)) {
      return first;
    }
    return saysNothing(first) ? second : new Shape.Every(List.of(first, second));
  }

  private static boolean saysNothing(Shape shape) {
    return shape instanceof Shape.Any
        || (shape instanceof Shape.Binary binary && binary.use().isEmpty());
  }

  /// Adds a body of which nobody says what it is.
  public void anyBody() {
    if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      body(anyOf(List.of(MediaType.ANY)));
    }
  }

  private static BodyPlan anyOf(List<MediaType> ranges) {
    var contents = ranges.stream().map(range -> new Content(range, new Shape.Any())).toList();
    var declaration = new Declaration.OfFramework("Whatever the handler reads.");
    return new BodyPlan(false, contents, Optional.empty(), declaration);
  }

  /// Says that somebody looks at the request itself, and so may read a body that nobody declares.
  public void openBody() {
    bodyOpen = true;
  }

  /// Restricts bodies to media types or ranges, whoever takes them.
  public void consumes(List<MediaType> ranges) {
    consumed = List.copyOf(ranges);
  }

  /// Limits bodies.
  ///
  /// @param bytes how many there may be
  public void bodyLimit(long bytes) {
    bodyLimit = Optional.of(bytes);
  }

  /// Adds an answer, to one of the same status if there is one.
  public void answer(AnswerPlan told) {
    var answer = result.in(told);
    for (var i = 0; i < answers.size(); i++) {
      if (answers.get(i).status().equals(answer.status())) {
        answers.set(i, answers.get(i).or(answer));
        return;
      }
    }
    answers.add(answer);
  }

  /// Changes every answer that was told so far, which are those from further inside.
  public void answers(UnaryOperator<AnswerPlan> change) {
    answers.replaceAll(change);
  }

  /// The answers that were told so far.
  public List<AnswerPlan> answers() {
    return List.copyOf(answers);
  }

  /// Whether there is an answer with a status.
  public boolean answers(Status status) {
    return answers.stream().anyMatch(answer -> answer.status().equals(Optional.of(status)));
  }

  /// Says that there are responses of which nothing is known before they are there.
  public void open() {
    open = true;
  }

  /// Adds a reason for refusals.
  public void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  /// Says that names which nobody takes are refused.
  public void strict(InputSource source) {
    strict.add(source);
  }

  /// Adds a place where annotations may tell more.
  public void place(Place.Kind kind, AnnotatedElement element) {
    places.add(new Place(kind, element));
  }

  /// Adds the exceptions that something declares to throw.
  public void thrown(Executable called) {
    for (var exception : called.getExceptionTypes()) {
      if (exception != Exception.class && exception != Throwable.class) {
        place(Place.Kind.EXCEPTION, exception);
      }
    }
  }

  /// Says which failures the application answers itself; all others are problem documents.
  public void errors(ErrorHandling handling) {
    errors = handling;
  }

  /// Returns what was told.
  public OperationPlan plan() {
    var content = content();
    if (content.isPresent()) {
      refusals.add(Refusal.INVALID_INPUT);
    }
    if (parameters.values().stream().anyMatch(OperationCollector::isConvertedInPath)) {
      refusals.add(Refusal.NOT_FOUND);
    }
    if (content.isPresent()) {
      refusals.add(Refusal.TOO_LARGE);
      refusals.add(Refusal.UNSUPPORTED_MEDIA_TYPE);
    }
    return new OperationPlan(
        method,
        path,
        List.copyOf(parameters.values()),
        content,
        method == HttpMethod.HEAD
            ? answers.stream().map(AnswerPlan::withoutContent).toList()
            : List.copyOf(answers),
        Collections.unmodifiableSet(refusals),
        open,
        Set.copyOf(strict),
        sortedPlaces(),
        errors);
  }

  /// Whether a path whose text is no value of the parameter's type leads nowhere.
  private static boolean isConvertedInPath(ParameterPlan parameter) {
    return parameter.in() == InputSource.PATH
        && !parameter.repeated()
        && !(OptionalModel.inside(parameter.use().model()) instanceof SimpleModel simple
            && simple.isPlainText());
  }

  private Optional<BodyPlan> content() {
    var taken = body.or(this::formBody).or(this::undeclaredBody);
    return taken.map(plan ->
        new BodyPlan(plan.required(), consumed(plan.contents()), bodyLimit, plan.declaration()));
  }

  /// What is left of contents by the media types that the handler is restricted to.
  private List<Content> consumed(List<Content> contents) {
    if (consumed.isEmpty()) {
      return contents;
    }
    var left = new ArrayList<Content>();
    for (var content : contents) {
      for (var range : consumed) {
        if (content.mediaType().isIn(range)) {
          left.add(content);
          break;
        }
        if (range.isIn(content.mediaType())) {
          left.add(new Content(range, content.shape()));
        }
      }
    }
    return left;
  }

  /// Requests meet the kinds in their order. What stands around something tells after it.
  private List<Place> sortedPlaces() {
    var sorted = new ArrayList<Place>();
    for (var kind : Place.Kind.values()) {
      var ofKind = places.stream().filter(place -> place.kind() == kind).toList();
      sorted.addAll(kind == Place.Kind.MIDDLEWARE ? ofKind.reversed() : ofKind);
    }
    return List.copyOf(sorted);
  }

  private Optional<BodyPlan> formBody() {
    if (form.isEmpty()) {
      return Optional.empty();
    }
    var told = form.get();
    var all = new Shape.Form(List.copyOf(fields.values()), formOpen);
    var contents = new ArrayList<Content>();
    for (var mediaType : told.mediaTypes()) {
      contents.add(
          new Content(
              mediaType,
              mediaType.sameTypeAs(MediaType.FORM)
                  ? new Shape.Form(withoutFiles(all.fields()), formOpen)
                  : all));
    }
    var required = told.required() || all.fields().stream().anyMatch(ParameterPlan::required);
    return Optional.of(
        new BodyPlan(required, contents, Optional.empty(), declarationOfForm(told.declaration())));
  }

  /// What is said about a single field says nothing about the form, and might be hidden.
  private Declaration declarationOfForm(Declaration first) {
    boolean isField = fields.values().stream().anyMatch(field -> field.declaration().equals(first));
    return isField || !shown.test(first) ? new Declaration.OfFramework("") : first;
  }

  /// Only one of the two forms can have files.
  private static List<ParameterPlan> withoutFiles(List<ParameterPlan> fields) {
    return fields.stream().filter(field -> !field.file()).toList();
  }

  /// A body that may be there, since nobody says what it would be.
  private Optional<BodyPlan> undeclaredBody() {
    var ranges = consumed.isEmpty() && bodyOpen ? List.of(MediaType.ANY) : consumed;
    if (ranges.isEmpty() || !mayHaveBody()) {
      return Optional.empty();
    }
    return Optional.of(anyOf(ranges));
  }

  private boolean mayHaveBody() {
    return method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH;
  }
}

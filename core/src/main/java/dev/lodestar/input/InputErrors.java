package dev.lodestar.input;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Violation;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.model.TypeModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that is wrong with the input of one request, in the order of the parameters. Which
/// language the client is told in is found out with the first error. Belongs to one request and one
/// thread.
public final class InputErrors {
  private static final String WHOLE = "";

  private final @Nullable Request request;
  private final ConstraintSettings settings;

  /// Most requests have none. A set, since several parameters may take the same thing.
  private @Nullable Set<InputError> errors;

  private @Nullable Language language;
  private boolean malformed;
  private int count;
  private int omitted;

  /// Starts without errors.
  ///
  /// @param request whose client is told, in its language; null for the default language, where
  ///   there is no request: in a unit test
  /// @param settings where messages come from
  public InputErrors(@Nullable Request request, ConstraintSettings settings) {
    this.request = request;
    this.settings = settings;
  }

  /// How often an error was added, also one that was there already.
  public int count() {
    return count;
  }

  private void add(InputSource source, String place, String code, String message) {
    count++;
    if (errors == null) {
      errors = new LinkedHashSet<>();
    }
    errors.add(new InputError(source, place, code, message));
  }

  private Language language() {
    if (language == null) {
      language = Language.of(request, settings);
    }
    return language;
  }

  /// Adds that a value is missing.
  ///
  /// @param name the name of the parameter; empty for the body
  public void required(InputSource source, String name) {
    add(source, name, "required", language().text("required." + source.word(), "name", name));
  }

  /// Adds that a text is not a value of the expected type. The text is repeated, unless the name
  /// sounds like a secret.
  ///
  /// @param secret whether it is one in any case
  public void format(
      InputSource source, String name, String text, String expected, boolean secret) {
    if (secret || SecretNames.isSecret(name)) {
      add(source, name, "format", language().text("format.secret", "expected", expected));
      return;
    }
    add(
        source,
        name,
        "format",
        language().text("format", "expected", expected, "found", InputError.shown(text)));
  }

  /// Adds that a value was sent several times where one is expected.
  public void duplicate(InputSource source, String name, int times) {
    add(source, name, "duplicate", language().text("duplicate", "count", Integer.toString(times)));
  }

  /// Adds that a text was sent where a file is expected.
  public void noFile(InputSource source, String name) {
    add(source, name, "type", language().text("type.file"));
  }

  /// Adds that a file was sent where a text is expected.
  public void noText(InputSource source, String name) {
    add(source, name, "type", language().text("type.text"));
  }

  /// Adds that a cursor is none of this list. It is not repeated: clients do not read cursors.
  public void cursor(InputSource source, String name) {
    add(source, name, "cursor", language().text("cursor"));
  }

  /// Adds that nothing takes a parameter or field of this name.
  public void unknown(InputSource source, String name) {
    add(source, name, "unknown", language().text("unknown"));
  }

  /// Adds that a constraint is violated.
  ///
  /// @param place the name of the parameter, or where in the body
  public void violation(InputSource source, String place, Violation violation) {
    add(source, place, violation.code(), language().messageOf(violation));
  }

  /// Adds what is wrong with a document.
  ///
  /// @param type what it was read as
  /// @param place what stands before its pointers: the way to it in the body
  public void document(Decoded<?> document, TypeModel type, String place) {
    if (document instanceof Decoded.Invalid<?>(var problems, var more)) {
      for (var problem : problems) {
        invalid(problem, type, place);
      }
      omitted += more;
    } else if (document instanceof Decoded.Malformed<?> broken) {
      malformed = true;
      add(InputSource.BODY, place, "malformed", messageOf(broken));
    }
  }

  private void invalid(DecodeProblem problem, TypeModel type, String place) {
    var secret = SecretPath.leadsToSecret(type, problem.pointer());
    add(
        InputSource.BODY,
        place + problem.pointer(),
        problem.code(),
        language().messageOf(problem, secret));
  }

  private String messageOf(Decoded.Malformed<?> broken) {
    return broken.line() == 0
        ? language()
            .text(
                "malformed.binary",
                "message",
                broken.message(),
                "offset",
                Integer.toString(broken.offset()))
        : language()
            .text(
                "malformed.lines",
                "message",
                broken.message(),
                "line",
                Integer.toString(broken.line()),
                "column",
                Integer.toString(broken.column()));
  }

  /// Adds that a part of the request is not even well-formed.
  ///
  /// @param failure tells what is wrong, with the status 400
  /// @throws HttpException the failure itself, if it has another status
  public void malformed(InputSource source, HttpException failure) {
    if (!failure.status().equals(Status.BAD_REQUEST)) {
      throw failure;
    }
    malformed = true;
    for (var message : messagesOf(failure.problem())) {
      add(source, WHOLE, "malformed", language().text("malformed", "message", message));
    }
  }

  /// What a problem lists, or else says itself.
  private static List<String> messagesOf(Problem problem) {
    var messages = new ArrayList<String>();
    if (problem.extensions().get("errors") instanceof List<?> listed) {
      for (var error : listed) {
        if (error instanceof Map<?, ?> members && members.get("message") instanceof String text) {
          messages.add(text);
        }
      }
    }
    return messages.isEmpty() ? List.of(problem.detail().orElse(problem.title())) : messages;
  }

  /// Adds that the items of the body cannot be told apart any more.
  ///
  /// @param place the pointer to the first that cannot
  /// @param message what is wrong, a sentence in English
  /// @param line where in the body
  public void malformed(String place, String message, int line) {
    malformed = true;
    add(
        InputSource.BODY,
        place,
        "malformed",
        language().text("malformed.item", "message", message, "line", Integer.toString(line)));
  }

  /// All errors.
  public List<InputError> all() {
    return errors == null ? List.of() : List.copyOf(errors);
  }

  /// The 400 that lists all errors, in the language of the client; null if there is none.
  public @Nullable HttpException toException() {
    if (errors == null) {
      return null;
    }
    var told = language();
    var listed = List.copyOf(errors);
    var plain =
        malformed ? HttpException.malformedInput(listed) : HttpException.invalidInput(listed);
    var problem =
        plain
            .problem()
            .withTitle(told.text(malformed ? "title.malformed" : "title.invalid"))
            .withDetail(detail(told, listed.size()));
    return new HttpException(
        omitted == 0 ? problem : problem.with("omitted", omitted),
        Headers.of("Content-Language", told.tag(), "Vary", "Accept-Language"),
        null);
  }

  /// The 400 for a body of which something is known to be wrong: what was added, or else no more
  /// than that.
  public HttpException refusal() {
    var failure = toException();
    return failure == null ? HttpException.badRequest("The body is not accepted.") : failure;
  }

  private String detail(Language told, int count) {
    if (malformed) {
      return told.text("detail.malformed");
    }
    return count == 1
        ? told.text("detail.one")
        : told.text("detail.many", "count", Integer.toString(count));
  }
}

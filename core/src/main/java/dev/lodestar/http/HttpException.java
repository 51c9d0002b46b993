package dev.lodestar.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error that is answered with a problem document and headers of its own. Thrown from a handler
/// or anything around it, it ends the request.
///
/// Statuses under 500 are the client's fault and are not logged as errors; 500 and above are.
/// Exceptions for client errors have no stack trace, so that bad requests stay cheap; the others
/// have.
///
/// ```java
/// throw HttpException.notFound("There is no widget 'x-1'.");
/// throw new HttpException(Problem.of(Status.TOO_MANY_REQUESTS)).withHeader("Retry-After", "5");
/// ```
public class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final URI INVALID_INPUT = URI.create("tag:lodestar.dev,2026:invalid-input");
  private static final URI MALFORMED_INPUT = URI.create("tag:lodestar.dev,2026:malformed-input");

  private final transient Problem problem;
  private final transient Headers headers;

  /// Creates an exception without headers.
  ///
  /// @param problem what the client is told; its status is the status of the response
  public HttpException(Problem problem) {
    this(problem, Headers.empty(), null);
  }

  /// Creates an exception.
  ///
  /// @param problem what the client is told; its status is the status of the response
  /// @param headers headers of the response, for instance `WWW-Authenticate`
  /// @param cause what led here, for the log; `null` if nothing did
  public HttpException(Problem problem, Headers headers, @Nullable Throwable cause) {
    super(problem.toString(), cause, true, problem.status().code() >= 500);
    this.problem = problem;
    this.headers = headers;
  }

  /// Returns an exception of a status that tells the client one sentence.
  ///
  /// @param status the status
  /// @param detail the sentence; it must not tell internals
  /// @return the exception
  public static HttpException of(Status status, String detail) {
    return new HttpException(Problem.of(status).withDetail(detail));
  }

  /// Returns a 400: the request is malformed.
  ///
  /// @param detail what is wrong with it and what is accepted
  /// @return the exception
  public static HttpException badRequest(String detail) {
    return of(Status.BAD_REQUEST, detail);
  }

  /// Returns a 400: the request is malformed.
  ///
  /// @param detail what is wrong with it and what is accepted
  /// @param cause what found it, for the log
  /// @return the exception
  public static HttpException badRequest(String detail, Throwable cause) {
    return new HttpException(
        Problem.of(Status.BAD_REQUEST).withDetail(detail), Headers.empty(), cause);
  }

  /// Returns a 401: the client has to say who it is.
  ///
  /// @param challenge the value of `WWW-Authenticate`, which a 401 must carry (RFC 9110, section
  ///   15.5.2), for instance `Bearer`
  /// @param detail what is missing
  /// @return the exception
  public static HttpException unauthorized(String challenge, String detail) {
    return of(Status.UNAUTHORIZED, detail).withHeader("WWW-Authenticate", challenge);
  }

  /// Returns a 403: the client may not do this.
  ///
  /// @param detail what it may not do
  /// @return the exception
  public static HttpException forbidden(String detail) {
    return of(Status.FORBIDDEN, detail);
  }

  /// Returns a 404: there is no such thing.
  ///
  /// @param detail what was not found
  /// @return the exception
  public static HttpException notFound(String detail) {
    return of(Status.NOT_FOUND, detail);
  }

  /// Returns a 409: the request conflicts with the state of the resource.
  ///
  /// @param detail the conflict
  /// @return the exception
  public static HttpException conflict(String detail) {
    return of(Status.CONFLICT, detail);
  }

  /// Returns a 413: the content of the request is too large.
  ///
  /// @param limit how many bytes are accepted
  /// @return the exception
  public static HttpException contentTooLarge(long limit) {
    return of(
        Status.CONTENT_TOO_LARGE,
        "The body is larger than the " + limit + " bytes that are accepted here.");
  }

  /// Returns a 400 that lists what is wrong with the input of a request, in the form in which the
  /// framework reports what its own checks find.
  ///
  /// @param errors the errors, at least one, in the order in which the client shall see them
  /// @return the exception, of the problem type `tag:lodestar.dev,2026:invalid-input`
  public static HttpException invalidInput(List<InputError> errors) {
    return input(
        errors,
        INVALID_INPUT,
        "Invalid input",
        errors.size() == 1
            ? "One value of the request is missing or not accepted."
            : errors.size() + " values of the request are missing or not accepted.");
  }

  /// Returns a 400 that lists what is wrong with the input of a request, part of which is not even
  /// well-formed.
  ///
  /// @param errors the errors, at least one, in the order in which the client shall see them
  /// @return the exception, of the problem type `tag:lodestar.dev,2026:malformed-input`
  public static HttpException malformedInput(List<InputError> errors) {
    return input(
        errors, MALFORMED_INPUT, "Malformed input", "A part of the request is not well-formed.");
  }

  private static HttpException input(
      List<InputError> errors, URI type, String title, String detail) {
    var listed = new ArrayList<Map<String, Object>>(errors.size());
    for (var error : errors) {
      listed.add(error.members());
    }
    return new HttpException(
        Problem.of(Status.BAD_REQUEST)
            .withType(type)
            .withTitle(title)
            .withDetail(detail)
            .with("errors", List.copyOf(listed)));
  }

  /// Returns what the client is told.
  ///
  /// @return the problem
  public Problem problem() {
    return problem;
  }

  /// Returns the status of the response.
  ///
  /// @return the problem's status
  public Status status() {
    return problem.status();
  }

  /// Returns the headers of the response.
  ///
  /// @return the headers, without `Content-Type` and `Content-Length`
  public Headers headers() {
    return headers;
  }

  /// Returns this exception with one more header; `this` is unchanged.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return a new exception with the same problem and cause
  /// @throws IllegalArgumentException if name or value has an illegal character
  public HttpException withHeader(String name, String value) {
    return new HttpException(problem, headers.withAdded(name, value), getCause());
  }
}

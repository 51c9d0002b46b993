package dev.lodestar.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What a client demands of the state of a resource before its request is carried out: the headers
/// `If-Match`, `If-None-Match`, `If-Modified-Since` and `If-Unmodified-Since` (RFC 9110, section
/// 13). Immutable and thread-safe.
///
/// Responses to GET and HEAD are compared by the framework, wherever they carry `ETag` or
/// `Last-Modified`. A handler that changes something takes a parameter of this type, so that nobody
/// overwrites what somebody else has changed in between:
///
/// ```java
/// @Put("/{id}")
/// Widget update(long id, WriteWidget change, Preconditions preconditions) {
///   var widget = find(id);
///   preconditions.require(EntityTag.strong("v" + widget.version()));
///   …
/// }
/// ```
///
/// A date that is malformed, or sent more than once, does not count; neither does what is no entity
/// tag.
public final class Preconditions {
  private final Request request;

  private Preconditions(Request request) {
    this.request = request;
  }

  /// What becomes of a request.
  public enum Outcome {
    /// It is carried out.
    PROCEED,
    /// The client has the current state already: 304.
    NOT_MODIFIED,
    /// The state is not what the client demands: 412.
    FAILED
  }

  /// Returns the preconditions of a request.
  ///
  /// @param request the request
  /// @return its preconditions, of which there may be none
  public static Preconditions of(Request request) {
    return new Preconditions(request);
  }

  /// Tells whether there are any.
  ///
  /// @return `true` if the request has one of the four headers
  public boolean areGiven() {
    var headers = request.headers();
    return headers.contains("If-Match")
        || headers.contains("If-None-Match")
        || headers.contains("If-Modified-Since")
        || headers.contains("If-Unmodified-Since");
  }

  /// Compares with the current state of the resource, in the order of RFC 9110, section 13.2.2:
  /// `If-Match` (strongly), or else `If-Unmodified-Since`; then `If-None-Match` (weakly), or else,
  /// for GET and HEAD, `If-Modified-Since`.
  ///
  /// @param tag the entity tag; nothing if the resource has none
  /// @param lastModified when the resource was changed; nothing if that is not known
  /// @return what becomes of the request
  public Outcome evaluate(Optional<EntityTag> tag, Optional<Instant> lastModified) {
    var headers = request.headers();
    if (headers.contains("If-Match")) {
      if (!matches("If-Match", tag, true)) {
        return Outcome.FAILED;
      }
    } else if (isModifiedSince("If-Unmodified-Since", lastModified).orElse(false)) {
      return Outcome.FAILED;
    }
    var safe = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (headers.contains("If-None-Match")) {
      if (matches("If-None-Match", tag, false)) {
        return safe ? Outcome.NOT_MODIFIED : Outcome.FAILED;
      }
    } else if (safe && !isModifiedSince("If-Modified-Since", lastModified).orElse(true)) {
      return Outcome.NOT_MODIFIED;
    }
    return Outcome.PROCEED;
  }

  private boolean matches(String name, Optional<EntityTag> tag, boolean strongly) {
    for (var value : request.headers().all(name)) {
      if (value.equals("*")) {
        return true;
      }
      if (tag.isPresent() && matches(EntityTag.parseList(value), tag.get(), strongly)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<EntityTag> candidates, EntityTag tag, boolean strongly) {
    for (var candidate : candidates) {
      if (strongly ? candidate.matchesStrongly(tag) : candidate.matchesWeakly(tag)) {
        return true;
      }
    }
    return false;
  }

  /// Nothing if there is no such condition, or nothing to compare it with.
  private Optional<Boolean> isModifiedSince(String name, Optional<Instant> lastModified) {
    if (lastModified.isEmpty()) {
      return Optional.empty();
    }
    var values = request.headers().all(name);
    return values.size() == 1
        ? HttpDate.parse(values.getFirst()).map(date -> seconds(lastModified.get()).isAfter(date))
        : Optional.empty();
  }

  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Refuses the request if the resource is not in the state that the client demands. Does nothing
  /// if there are no preconditions; for GET and HEAD, a client that has the current state already
  /// is not refused either.
  ///
  /// @param tag the entity tag of the resource as it is now
  /// @throws HttpException 412, if a precondition fails
  public void check(EntityTag tag) {
    check(Optional.of(tag), Optional.empty());
  }

  /// Refuses the request if the resource is not in the state that the client demands.
  ///
  /// @param tag the entity tag of the resource as it is now; nothing if it has none
  /// @param lastModified when it was changed; nothing if that is not known
  /// @throws HttpException 412, if a precondition fails
  public void check(Optional<EntityTag> tag, Optional<Instant> lastModified) {
    if (evaluate(tag, lastModified) == Outcome.FAILED) {
      throw failed();
    }
  }

  /// Refuses the request if the client demands a state of a resource that does not exist: with
  /// `If-Match`, whatever its value. `If-None-Match: *` holds, so that PUT creates only.
  ///
  /// @throws HttpException 412, if a precondition fails
  public void checkAbsent() {
    if (request.headers().contains("If-Match")) {
      throw failed();
    }
  }

  /// Refuses the request like [#check(EntityTag)], and also if the client did not say with
  /// `If-Match` which state it wants to change, so that it cannot overwrite what it has not seen.
  ///
  /// @param tag the entity tag of the resource as it is now
  /// @throws HttpException 412, if a precondition fails; 428, if `If-Match` is missing
  public void require(EntityTag tag) {
    require(Optional.of(tag), Optional.empty());
  }

  /// Refuses the request like [#check(Optional, Optional)], and also if the client did not say
  /// which state it wants to change: with `If-Match`, or with `If-Unmodified-Since` where it is
  /// known when the resource was changed.
  ///
  /// @param tag the entity tag of the resource as it is now; nothing if it has none
  /// @param lastModified when it was changed; nothing if that is not known
  /// @throws HttpException 412, if a precondition fails; 428, if there is none
  public void require(Optional<EntityTag> tag, Optional<Instant> lastModified) {
    check(tag, lastModified);
    if (!request.headers().contains("If-Match")
        && isModifiedSince("If-Unmodified-Since", lastModified).isEmpty()) {
      throw HttpException.of(
          Status.PRECONDITION_REQUIRED,
          lastModified.isEmpty()
              ? "Send the header If-Match with the ETag of the state that you want to change."
              : "Send the header If-Match with the ETag, or If-Unmodified-Since with the"
                  + " Last-Modified, of the state that you want to change.");
    }
  }

  /// Tells whether a GET or HEAD is going to be answered 304, so that a handler need not make what
  /// nobody will see. The handler then returns a response with the tag and without content.
  ///
  /// ```java
  /// if (preconditions.isNotModified(tag)) {
  ///   return Response.<Report>of(Status.NOT_MODIFIED).entityTag(tag);
  /// }
  /// ```
  ///
  /// @param tag the entity tag of the resource as it is now
  /// @return `true` if the client has this state already
  public boolean isNotModified(EntityTag tag) {
    return isNotModified(Optional.of(tag), Optional.empty());
  }

  /// Tells whether a GET or HEAD is going to be answered 304.
  ///
  /// @param tag the entity tag of the resource as it is now; nothing if it has none
  /// @param lastModified when it was changed; nothing if that is not known
  /// @return `true` if the client has this state already
  public boolean isNotModified(Optional<EntityTag> tag, Optional<Instant> lastModified) {
    return evaluate(tag, lastModified) == Outcome.NOT_MODIFIED;
  }

  private HttpException failed() {
    return HttpException.of(
        Status.PRECONDITION_FAILED,
        namesNoState()
            ? "The header If-Match has no entity tag: send the ETag as it was received, with its"
                + " quotes."
            : "The resource is not in the state that the request demands.");
  }

  private boolean namesNoState() {
    var values = request.headers().all("If-Match");
    return !values.isEmpty()
        && values.stream()
            .allMatch(value -> !value.equals("*") && EntityTag.parseList(value).isEmpty());
  }
}

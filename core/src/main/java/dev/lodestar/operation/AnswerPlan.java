package dev.lodestar.operation;

import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A response of a route.
///
/// @param status its status; nothing if that is only known when it is there
/// @param description what it is, where the status alone does not tell
/// @param contents what it may contain, the preferred media type first; empty for no content
/// @param headers the headers that are known
/// @param cookies the cookies that are set unless the handler sets others of the same names
public record AnswerPlan(
    Optional<Status> status,
    Optional<String> description,
    List<Content> contents,
    List<HeaderPlan> headers,
    List<SetCookie> cookies) {

  /// Copies the lists.
  public AnswerPlan {
    contents = List.copyOf(contents);
    headers = List.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  /// A response with a status.
  public static AnswerPlan of(Status status, List<Content> contents) {
    return new AnswerPlan(Optional.of(status), Optional.empty(), contents, List.of(), List.of());
  }

  /// A response whose status is not known before it is there.
  public static AnswerPlan ofAnyStatus(List<Content> contents) {
    return new AnswerPlan(Optional.empty(), Optional.empty(), contents, List.of(), List.of());
  }

  /// The same without content, as it is sent to requests of HEAD.
  public AnswerPlan withoutContent() {
    return new AnswerPlan(status, description, List.of(), headers, cookies);
  }

  /// The same with a description.
  public AnswerPlan described(String text) {
    return new AnswerPlan(status, Optional.of(text), contents, headers, cookies);
  }

  /// What is answered if it is either this or another one of the same status.
  public AnswerPlan or(AnswerPlan other) {
    var more = new ArrayList<>(contents);
    for (var content : other.contents) {
      if (!more.contains(content)) {
        more.add(content);
      }
    }
    var all = new AnswerPlan(status, description.or(other::description), more, headers, cookies);
    for (var header : other.headers) {
      all = all.with(header);
    }
    for (var cookie : other.cookies) {
      all = all.with(cookie);
    }
    return all;
  }

  /// The same with one more header of the request that the content depends on.
  ///
  /// @param requestHeader the name of that header
  /// @param always whether every such response says so
  public AnswerPlan varying(String requestHeader, boolean always) {
    var more = new ArrayList<>(headers);
    for (var i = 0; i < more.size(); i++) {
      var known = more.get(i);
      if (known.name().equalsIgnoreCase("Vary")) {
        more.set(
            i,
            new HeaderPlan(
                "Vary",
                "What the content depends on.",
                Optional.empty(),
                always || known.always()));
        return new AnswerPlan(status, description, contents, more, cookies);
      }
    }
    return with(
        new HeaderPlan("Vary", "What the content depends on.", Optional.of(requestHeader), always));
  }

  /// The same with one more header, unless it has one of this name.
  public AnswerPlan with(HeaderPlan header) {
    if (has(header.name())) {
      return this;
    }
    var more = new ArrayList<>(headers);
    more.add(header);
    return new AnswerPlan(status, description, contents, more, cookies);
  }

  /// The same with one more cookie, unless it has the same already.
  public AnswerPlan with(SetCookie cookie) {
    for (var known : cookies) {
      if (known.identity().equals(cookie.identity())) {
        return this;
      }
    }
    var more = new ArrayList<>(cookies);
    more.add(cookie);
    return new AnswerPlan(status, description, contents, headers, more);
  }

  /// Whether it has a header.
  public boolean has(String name) {
    for (var header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}

package dev.lodestar.engine;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.util.Optional;

/// A response ready for the wire: what is left to the engine is framing. Immutable, as far as the
/// body's array is, and thread-safe.
///
/// The engine writes `Content-Type`, `Content-Length`, `Transfer-Encoding`, `Connection` and
/// `Date`; none of them is among the headers.
public final class RenderedResponse {
  /// The content length of a response that has none or whose length is not known.
  public static final long NO_LENGTH = -1;

  private final Status status;
  private final Optional<MediaType> contentType;
  private final Headers headers;
  private final ResponseBody body;
  private final long contentLength;
  private final Optional<Throwable> failure;
  private final Optional<Completion> completion;

  private RenderedResponse(
      Status status,
      Optional<MediaType> contentType,
      Headers headers,
      ResponseBody body,
      long contentLength,
      Optional<Throwable> failure,
      Optional<Completion> completion) {
    this.status = status;
    this.contentType = contentType;
    this.headers = headers;
    this.body = body;
    this.contentLength = contentLength;
    this.failure = failure;
    this.completion = completion;
  }

  /// Returns the response to a request of a method. What may not be sent is dropped here: content
  /// and its type for 1xx, 204, 205 and 304, and the bytes, but not their type and length, for
  /// HEAD. A [ResponseBody.WebSocket] belongs to the status 101 and to no other.
  ///
  /// @param method the method of the request
  /// @param status the status
  /// @param contentType the media type of the body; nothing if there is no body
  /// @param headers all other headers
  /// @param body the content
  /// @return the response
  public static RenderedResponse of(
      HttpMethod method,
      Status status,
      Optional<MediaType> contentType,
      Headers headers,
      ResponseBody body) {
    var safe = headers.verified();
    if (!status.allowsContent()) {
      return of(status, Optional.empty(), safe, withoutContent(status, body), NO_LENGTH);
    }
    if (status.code() == 205) {
      return of(status, Optional.empty(), safe, ResponseBody.empty(), 0);
    }
    if (body instanceof ResponseBody.WebSocket) {
      return of(status, Optional.empty(), safe, ResponseBody.empty(), 0);
    }
    var length = body.contentLength();
    var sent = method == HttpMethod.HEAD ? ResponseBody.empty() : body;
    return of(status, contentType, safe, sent, length);
  }

  private static RenderedResponse of(
      Status status,
      Optional<MediaType> contentType,
      Headers headers,
      ResponseBody body,
      long contentLength) {
    return new RenderedResponse(
        status, contentType, headers, body, contentLength, Optional.empty(), Optional.empty());
  }

  /// What a response whose status forbids content has as its body: a socket is no content.
  private static ResponseBody withoutContent(Status status, ResponseBody body) {
    return status.code() == 101 && body instanceof ResponseBody.WebSocket
        ? body
        : ResponseBody.empty();
  }

  /// Returns this response with other headers. The content, its length, the failure and the
  /// completion stay.
  ///
  /// @param headers all headers
  /// @return the new response
  public RenderedResponse withHeaders(Headers headers) {
    return new RenderedResponse(
        status, contentType, headers.verified(), body, contentLength, failure, completion);
  }

  /// Returns this response with another head. The content and its length stay, unless the new
  /// status forbids content; the failure and the completion stay.
  ///
  /// @param status the status
  /// @param contentType the media type of the content; nothing if there is none
  /// @param headers all headers
  /// @return the new response
  public RenderedResponse with(Status status, Optional<MediaType> contentType, Headers headers) {
    var safe = headers.verified();
    if (!status.allowsContent() || status.code() == 205) {
      return new RenderedResponse(
          status,
          Optional.empty(),
          safe,
          withoutContent(status, body),
          status.code() == 205 ? 0 : NO_LENGTH,
          failure,
          completion);
    }
    if (body instanceof ResponseBody.WebSocket) {
      return new RenderedResponse(
          status, Optional.empty(), safe, ResponseBody.empty(), 0, failure, completion);
    }
    return new RenderedResponse(
        status, contentType, safe, body, contentLength, failure, completion);
  }

  /// Returns this response with another head and other content, such as a part of it. The failure
  /// and the completion stay.
  ///
  /// @param status the status, one that allows content
  /// @param contentType the media type of the content
  /// @param headers all headers
  /// @param body the content
  /// @return the new response
  /// @throws IllegalArgumentException if the status forbids content
  public RenderedResponse with(
      Status status, Optional<MediaType> contentType, Headers headers, ResponseBody body) {
    if (!status.allowsContent()) {
      throw new IllegalArgumentException("The status " + status + " allows no content.");
    }
    return new RenderedResponse(
        status, contentType, headers.verified(), body, body.contentLength(), failure, completion);
  }

  /// Returns this response with the unexpected failure that it stands for. Test clients throw it
  /// again in the test; nothing of it goes to the client.
  ///
  /// @param failure what escaped from the application
  /// @return the new response
  public RenderedResponse withFailure(Throwable failure) {
    return new RenderedResponse(
        status, contentType, headers, body, contentLength, Optional.of(failure), completion);
  }

  /// Returns this response with something more to do when it is over. What was added before runs
  /// before, and each runs even if one before it throws.
  ///
  /// @param completion what to do
  /// @return the new response
  public RenderedResponse withCompletion(Completion completion) {
    var all =
        this.completion.isEmpty()
            ? completion
            : CompletionChain.of(this.completion.get(), completion);
    return new RenderedResponse(
        status, contentType, headers, body, contentLength, failure, Optional.of(all));
  }

  /// Returns this response with something to do when it is over, before everything that was added
  /// to it so far: for those who measure.
  ///
  /// @param completion what to do
  /// @return the new response
  public RenderedResponse withFirstCompletion(Completion completion) {
    var all =
        this.completion.isEmpty()
            ? completion
            : CompletionChain.of(completion, this.completion.get());
    return new RenderedResponse(
        status, contentType, headers, body, contentLength, failure, Optional.of(all));
  }

  /// Returns the status.
  ///
  /// @return the status
  public Status status() {
    return status;
  }

  /// Returns the media type of the content.
  ///
  /// @return the media type; nothing if there is no content
  public Optional<MediaType> contentType() {
    return contentType;
  }

  /// Returns the headers, without those that the engine writes.
  ///
  /// @return the headers
  public Headers headers() {
    return headers;
  }

  /// Returns the content to send: empty for HEAD, whatever [#contentLength()] says.
  ///
  /// @return the body
  public ResponseBody body() {
    return body;
  }

  /// Returns what `Content-Length` says.
  ///
  /// @return the number of bytes; [#NO_LENGTH] if the header is not sent
  public long contentLength() {
    return contentLength;
  }

  /// Returns the unexpected failure that this response stands for.
  ///
  /// @return what escaped from the application; nothing for every other response
  public Optional<Throwable> failure() {
    return failure;
  }

  /// Returns what the application does when the response is over.
  ///
  /// @return all that was added, as one; nothing if nothing was
  public Optional<Completion> completion() {
    return completion;
  }

  /// Does what the application does when the response is over, and logs what it throws. Engines
  /// call this, exactly once for each response that the application has returned to them, on a
  /// virtual thread; for a response without a completion they may leave it out.
  ///
  /// @param delivery what became of the response
  /// @param request what was answered; nothing if it never became a request
  public void complete(Delivery delivery, Optional<Request> request) {
    if (completion.isEmpty()) {
      return;
    }
    try {
      completion.get().completed(delivery);
    } catch (Throwable failure) {
      CompletionLog.failed(request, failure);
    }
  }
}

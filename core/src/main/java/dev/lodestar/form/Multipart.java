package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A form of the type `multipart/form-data` (RFC 7578) that is read part by part while it arrives:
/// for uploads that shall go elsewhere at once, however large they are. Nothing of it is kept in
/// memory or on disk.
///
/// ```java
/// @Post("/backups")
/// @Blocking
/// void store(Multipart parts) throws IOException {
///   parts.forEach(part -> {
///     if (part.isFile()) {
///       part.transferTo(folder.resolve(UUID.randomUUID().toString()));
///     }
///   });
/// }
/// ```
///
/// Parts come in the order in which the client sends them. What is not read of a part is skipped.
/// The limits of the route ([FormLimits]) hold as they do for [Forms]. A part of a file for which
/// none was chosen (an empty name and no content) is left out. Not thread-safe.
public final class Multipart {
  private final MultipartInput input;
  private final FormLimits limits;
  private Charset charset = StandardCharsets.UTF_8;
  private @Nullable PartStream current;
  private int texts;
  private boolean over;
  private @Nullable HttpException failure;

  private Multipart(InputStream source, Boundary boundary, FormLimits limits) {
    this.input = new MultipartInput(source, boundary);
    this.limits = limits;
  }

  /// Returns the form of a request, with the limits of its route. Every call for the same request
  /// returns the same form, as far as it has been read.
  ///
  /// @param request the request
  /// @return the form, before its first part
  /// @throws HttpException 415, if the request is not `multipart/form-data`; 400, if its
  ///   `Content-Type` is malformed or has no boundary of 1 to 70 characters
  public static Multipart of(Request request) {
    return of(request, Forms.limitsOf(request));
  }

  /// Returns the form of a request, with limits of its own, which count if this is the first call
  /// for the request.
  ///
  /// @param request the request
  /// @param limits the limits
  /// @return the form, before its first part
  /// @throws HttpException as [#of(Request)] does
  public static Multipart of(Request request, FormLimits limits) {
    return request.attribute(Forms.READING, FormReading::new).parts(request, limits);
  }

  /// Begins with a body.
  ///
  /// @throws HttpException 400, if the media type has no usable boundary
  static Multipart over(InputStream body, MediaType mediaType, FormLimits limits) {
    return new Multipart(body, Boundary.of(mediaType), limits);
  }

  /// Goes to the next part, and skips what was not read of the one before.
  ///
  /// @return the part; nothing after the last one
  /// @throws HttpException 400, if the form is malformed; 413, if it is beyond a limit
  /// @throws IOException if the form cannot be received, for instance because the client has gone
  public Optional<Part> next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return advance();
    } catch (HttpException malformed) {
      failure = malformed;
      throw malformed;
    }
  }

  private Optional<Part> advance() throws IOException {
    end();
    while (!over) {
      if (input.pass() == MultipartInput.Next.END) {
        over = true;
        input.drain();
      } else {
        var part = begin();
        if (!isUnchosen(part.head())) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  private void end() throws IOException {
    if (current != null) {
      current.end();
      charset = current.namedCharset().orElse(charset);
      current = null;
    }
  }

  /// The character set of texts that name none, as far as it is known.
  Charset charset() {
    return charset;
  }

  /// Calls an action for each part that is left.
  ///
  /// @param <X> what the action throws
  /// @param action what to do with a part, before the next one is asked for
  /// @throws X what the action throws, after which the other parts are still there
  /// @throws HttpException as [#next()] does
  /// @throws IOException as [#next()] does
  public <X extends Exception> void forEach(Action<X> action) throws IOException, X {
    for (var part = next(); part.isPresent(); part = next()) {
      action.accept(part.get());
    }
  }

  /// What is done with each part.
  ///
  /// @param <X> what it throws
  @FunctionalInterface
  public interface Action<X extends Exception> {

    /// Does it.
    ///
    /// @param part the part, whose content can be read until this returns
    /// @throws X if it fails
    /// @throws IOException if the part cannot be read, or written elsewhere
    void accept(Part part) throws IOException, X;
  }

  private Part begin() throws IOException {
    var number = input.part();
    if (number > limits.parts()) {
      throw Problems.tooLarge("The form has more than " + limits.parts() + " parts.");
    }
    var head = PartHead.parse(number, input.headers(limits.partHeaderSize()), charset, limits);
    if (head.fileName().isEmpty() && ++texts > limits.fields()) {
      throw Problems.tooLarge(
          number, head.name(), "The form has more than " + limits.fields() + " fields.");
    }
    var stream = new PartStream(input, head, limits);
    current = stream;
    return new Part(head, stream, charset);
  }

  private boolean isUnchosen(PartHead head) throws IOException {
    return head.fileName().isPresent() && head.fileName().get().isEmpty() && input.ready() == 0;
  }
}

package dev.lodestar.dev.proxy;

import dev.lodestar.development.Development;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Hands requests to the process of the application that serves now, and lets them wait while the
/// next one is on its way. Thread-safe.
///
/// A request goes to the second upstream, if there is one, when that claims it or the application
/// has no route for it. The engine has read the request strictly before it comes here, and its head
/// is written anew, so nothing of what a client sends is taken for framing by whoever is behind.
public final class DevProxy implements HttpApplication {
  /// How a response says that there was no route, in lower case.
  static final String NO_ROUTE = Development.NO_ROUTE.toLowerCase(Locale.ROOT);

  private final Backend backend;
  private final LiveReload reload;
  private final Optional<SecondUpstream> second;
  private final KnownHosts hosts;
  private final ProxyLimits limits;
  private final Pages pages;
  private final OwnPaths own;

  /// Creates a proxy.
  ///
  /// @param backend which process serves
  /// @param reload what tells browsers of new processes
  /// @param second a server beside the application
  /// @param hosts the names that it is called by
  /// @param limits how long requests wait
  public DevProxy(
      Backend backend,
      LiveReload reload,
      Optional<SecondUpstream> second,
      KnownHosts hosts,
      ProxyLimits limits) {
    this.backend = backend;
    this.reload = reload;
    this.second = second;
    this.hosts = hosts;
    this.limits = limits;
    this.pages = new Pages();
    this.own = new OwnPaths(reload, pages);
  }

  @Override
  public RenderedResponse handle(Request request) {
    if (!hosts.has(request)) {
      return strange(request);
    }
    if (own.has(request)) {
      return own.answer(request);
    }
    try {
      if (second.isPresent() && second.get().claims(request)) {
        return fromSecond(request, content(request));
      }
      return fromApplication(request, content(request));
    } catch (HttpException refusal) {
      return refuse(refusal, Optional.of(request));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return pages.problem(request, Status.SERVICE_UNAVAILABLE, "The developer loop ends.");
    }
  }

  private RenderedResponse strange(Request request) {
    var name = request.host();
    return pages.problem(
        request,
        Status.of(421),
        "The developer loop does not answer under the name '"
            + name
            + "', so that no page elsewhere can read what is developed here. If it is yours, add it"
            + " to lodestar.toml: [dev] hosts = [\""
            + name
            + "\"].");
  }

  private Content content(Request request) {
    return new Content(request, second.isPresent() ? ProxyLimits.MAX_KEPT_CONTENT : 0);
  }

  private RenderedResponse fromApplication(Request request, Content content)
      throws InterruptedException {
    var injects = Injection.isWanted(request);
    var exchange = new Exchange(request, content, Handshake.fields(request, injects));
    while (true) {
      var state = backend.await(limits.hold());
      switch (state) {
        case Backend.State.Reloading() -> {
          return late(request);
        }
        case Backend.State.Broken(var report) -> {
          return pages.report(request, report);
        }
        case Backend.State.Serving(var upstream) -> {
          try {
            return answer(request, content, exchange.with(upstream), injects);
          } catch (Exchange.UnreachableException gone) {
            if (backend.awaitOther(state, limits.notice()).equals(state)) {
              return pages.problem(request, Status.BAD_GATEWAY, String.valueOf(gone.getMessage()));
            }
          } catch (IOException unanswered) {
            var next = backend.awaitOther(state, limits.notice());
            if (!next.equals(state) && exchange.isRepeatable()) {
              continue;
            }
            return next instanceof Backend.State.Broken(var report)
                ? pages.report(request, report)
                : pages.problem(
                    request,
                    Status.BAD_GATEWAY,
                    "The application has not answered: " + unanswered.getMessage());
          }
        }
      }
    }
  }

  private RenderedResponse late(Request request) {
    return pages.problem(
        request,
        Status.SERVICE_UNAVAILABLE,
        "The application has not been ready within "
            + limits.hold().toSeconds()
            + " seconds; the terminal says what it is doing.");
  }

  private RenderedResponse answer(
      Request request, Content content, Exchange.Answer answer, boolean injects)
      throws IOException {
    if (second.isPresent()
        && answer.head().headers().contains(NO_ROUTE)
        && content.isRepeatable()) {
      answer.connection().close();
      return fromSecond(request, content);
    }
    return rendered(request, answer, injects);
  }

  private RenderedResponse fromSecond(Request request, Content content) {
    var upstream = second.orElseThrow().upstream();
    try {
      return rendered(
          request,
          new Exchange(request, content, Handshake.fields(request, false)).with(upstream),
          false);
    } catch (IOException failure) {
      return pages.problem(
          request,
          Status.BAD_GATEWAY,
          upstream.name()
              + " does not answer at "
              + upstream.authority()
              + ": "
              + failure.getMessage());
    }
  }

  private static RenderedResponse rendered(Request request, Exchange.Answer answer, boolean injects)
      throws IOException {
    try {
      return answer.head().status() == 101
          ? Handshake.accepted(request, answer)
          : relayed(request, answer, injects);
    } catch (IOException | RuntimeException unusable) {
      answer.connection().close();
      throw unusable;
    }
  }

  private static RenderedResponse relayed(Request request, Exchange.Answer answer, boolean injects)
      throws IOException {
    var relayed = new RelayedBody(answer, request.method());
    var head = answer.head();
    var headers = Fields.ofResponse(head.headers());
    var type = contentType(head.headers());
    var response =
        injects && Injection.fits(head)
            ? Injection.into(request.method(), head, type, headers, relayed)
            : RenderedResponse.of(
                request.method(), Status.of(head.status()), type, headers, relayed.body());
    if (request.method() == HttpMethod.HEAD || !Status.of(head.status()).allowsContent()) {
      relayed.end();
    }
    return response.withCompletion(delivery -> relayed.close());
  }

  private static Optional<MediaType> contentType(Headers headers) {
    return headers
        .first("Content-Type")
        .map(text -> {
          try {
            return MediaType.parse(text);
          } catch (IllegalArgumentException malformed) {
            return MediaType.OCTET_STREAM;
          }
        });
  }

  /// Everything is handed on while it arrives; how large it may be, the application says.
  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return new BodyPlan(Long.MAX_VALUE, true);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return pages.refusal(failure, head);
  }

  /// Returns what tells browsers of new processes.
  ///
  /// @return the live reload
  public LiveReload reload() {
    return reload;
  }
}

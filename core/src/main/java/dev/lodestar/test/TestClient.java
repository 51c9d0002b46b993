package dev.lodestar.test;

import dev.lodestar.App;
import dev.lodestar.LaunchException;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.ServedApplication;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.Status;
import dev.lodestar.http.StopSignal;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.test.Transport.Outgoing;
import dev.lodestar.websocket.CloseCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/// Sends requests to an application in a test: in process without a socket, or to a port. The test
/// reads the same either way.
///
/// ```java
/// try (var client = TestClient.of(app)) {
///   var response = client.get("/greet?name=Bob").expectStatus(200);
///   assertThat(response.text()).isEqualTo("Hi, Bob!");
/// }
/// ```
///
/// What it does unless told otherwise:
///
/// - A failure that the application did not mean, for which a client is told 500, fails the test
///   with [UnexpectedServerError] and the original exception ([#raiseServerErrors(boolean)]).
/// - Every request has to be answered within 30 seconds ([#timeout(Duration)]), so that no test
///   hangs, and with 16 MiB at most.
/// - Cookies that responses set are sent back ([#keepCookies(boolean)]).
/// - Redirects are not followed ([#followRedirects(boolean)]).
///
/// The methods that change one of these return a new client for the same application; it starts
/// with a copy of the cookies, and goes its own way from there, so two clients can be two users.
/// Closing any of them closes them all.
///
/// ### In process and over a port
///
/// [#of(HttpApplication)] calls the application as the server does, on a virtual thread of the
/// request's own. The limit of the body holds, with the default of a server. Nothing else of the
/// server itself takes part: not its other limits and its time-outs, and not the headers
/// `Connection`, `Transfer-Encoding` and `Date`.
///
/// [#serve(HttpApplication)] and [#connect(URI)] use the HTTP client of the JDK, over HTTP/1.1. It
/// writes the headers `Connection`, `Content-Length`, `Expect`, `Host` and `Upgrade` itself and
/// refuses them from a test, unless the system property `jdk.httpclient.allowRestrictedHeaders`
/// names them; it adds `User-Agent`; it refuses request targets that are no URI; and it gives the
/// headers of a response in the order of their names. Failures of the application are seen with
/// [#serve(HttpApplication)], but not with [#connect(URI)], where a 500 is a response as others
/// are.
///
/// Thread-safe; requests may be sent concurrently.
public final class TestClient implements AutoCloseable {
  private static final URI LOCALHOST = URI.create("http://localhost");
  private static final int MAX_REDIRECTS = 10;
  private static final byte[] NO_CONTENT = {};

  private final Transport transport;
  private final Settings settings;
  private final CookieJar cookies;

  private TestClient(Transport transport, Settings settings, CookieJar cookies) {
    this.transport = transport;
    this.settings = settings;
    this.cookies = cookies;
  }

  /// Returns a client that calls an application in process, as `http://localhost`. An [App] is
  /// started with the first request, or by [#start()]: its lifespans and singletons are there until
  /// the client is closed. A client that is never closed leaves them open, which does no harm where
  /// there are none.
  ///
  /// @param application the application
  /// @return the client
  public static TestClient of(HttpApplication application) {
    return of(application, LOCALHOST);
  }

  /// Returns a client that calls an application in process, at an address of the test's choice.
  ///
  /// ```java
  /// var client = TestClient.of(app, URI.create("https://shop.example"));
  /// ```
  ///
  /// @param application the application
  /// @param origin scheme, host and perhaps port; the header `Host` and the scheme of the
  ///   connection follow from it
  /// @return the client
  /// @throws IllegalArgumentException if the origin is not `http` or `https` with a host, or has
  ///   more than a port
  public static TestClient of(HttpApplication application, URI origin) {
    var transport = new InProcessTransport(application, checked(origin));
    return with(application instanceof App app ? new OpenTransport(transport, app) : transport);
  }

  /// Serves an application on a free port of this machine with the engine that the class path or
  /// module path has, and returns a client for it. An [App] is started before. Closing the client
  /// stops both.
  ///
  /// @param application the application
  /// @return the client
  /// @throws IllegalStateException if there is no engine
  /// @throws LaunchException if a lifespan of the application fails to start
  public static TestClient serve(HttpApplication application) {
    return serve(application, ServerOptions.defaults());
  }

  /// Serves an application as [#serve(HttpApplication)] does, with options.
  ///
  /// @param application the application
  /// @param options the options; only their port is not followed, it is always a free one
  /// @return the client
  /// @throws IllegalStateException if there is no engine
  /// @throws LaunchException if a lifespan of the application fails to start
  /// @throws UncheckedIOException if no port of the address can be bound
  public static TestClient serve(HttpApplication application, ServerOptions options) {
    return serve(application, options, engine());
  }

  static TestClient serve(HttpApplication application, ServerOptions options, Engine engine) {
    if (!(application instanceof App app)) {
      return with(served(application, options, engine));
    }
    try (var _ = app.open()) {
      var transport = new OpenTransport(served(application, options, engine), app);
      var _ = transport.open();
      return with(transport);
    }
  }

  private static Transport served(
      HttpApplication application, ServerOptions options, Engine engine) {
    var stop = StopSignal.create();
    var capturing =
        new CapturingApplication(
            new ServedApplication(
                application, new ServerSite(stop, options.trustedProxies()), options));
    try {
      var server = engine.start(capturing, options.withPort(0));
      var served = new HttpTransport.Served(server, capturing, stop);
      return new HttpTransport(server.uri(), Optional.of(served));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Engine engine() {
    return ServiceLoader.load(Engine.class)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "There is no HTTP engine to serve the application with; add the artifact"
                    + " dev.lodestar:lodestar-server to the dependencies of the tests."));
  }

  /// Returns a client for a server that runs already.
  ///
  /// @param origin where it runs, for instance `http://127.0.0.1:8080`
  /// @return the client; closing it does not stop the server. It accepts every certificate of a
  ///   server that speaks TLS
  /// @throws IllegalArgumentException if the origin is not `http` or `https` with a host, or has
  ///   more than a port
  public static TestClient connect(URI origin) {
    return with(new HttpTransport(checked(origin), Optional.empty()));
  }

  /// Returns a client for a server that runs already and speaks TLS: for tests of certificates, and
  /// with a certificate of the client.
  ///
  /// @param origin where it runs, for instance `https://127.0.0.1:8443`
  /// @param tls which servers are trusted, and what they are shown
  /// @return the client; closing it does not stop the server
  /// @throws IllegalArgumentException as [#connect(URI)] does
  public static TestClient connect(URI origin, SSLContext tls) {
    return with(new HttpTransport(checked(origin), Optional.empty(), Optional.of(tls)));
  }

  private static TestClient with(Transport transport) {
    var settings = Settings.standard();
    if (transport instanceof OpenTransport open) {
      settings =
          settings.withContract(ContractCheck.ofSystem(open.application(), transport.origin()));
    }
    return new TestClient(transport, settings, new CookieJar(InstantSource.system()));
  }

  private static URI checked(URI origin) {
    var http = "http".equals(origin.getScheme()) || "https".equals(origin.getScheme());
    var path = origin.getRawPath();
    var bare = (path == null || path.isEmpty()) && origin.getRawQuery() == null;
    if (!http || origin.getHost() == null || !bare || origin.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'"
              + origin
              + "' is not the origin of a server; it looks like http://127.0.0.1:8080, with http or"
              + " https, a host, perhaps a port, and nothing else.");
    }
    return origin;
  }

  private TestClient with(Settings changed) {
    return new TestClient(transport, changed, cookies.copy());
  }

  /// Starts the application now, unless it has been started. The first request does so otherwise.
  ///
  /// @return this
  /// @throws LaunchException if a lifespan or singleton of the application fails to start
  public TestClient start() {
    if (transport instanceof OpenTransport open) {
      var _ = open.open();
    }
    return this;
  }

  /// Returns a client for the same application with an object in place of a dependency, wherever it
  /// is needed: by handlers, by providers of all layers, and by singletons, of which the client's
  /// application has its own.
  ///
  /// ```java
  /// var client = TestClient.of(app).override(Clock.class, Clock.fixed(noon, ZoneOffset.UTC));
  /// ```
  ///
  /// @param <T> the type of the dependency
  /// @param type the class that parameters take
  /// @param value what they get
  /// @return the new client
  /// @throws IllegalStateException as [#override(Provider...)] does
  public <T> TestClient override(Class<T> type, T value) {
    return override(Provider.ofInstance(type, value));
  }

  /// Returns a client for the same application with providers that win over all others; see
  /// [App#override(Provider...)].
  ///
  /// @param providers the providers
  /// @return the new client
  /// @throws IllegalStateException if this client was not made by [#of(HttpApplication)] for an
  ///   [App]
  public TestClient override(Provider<?>... providers) {
    if (transport instanceof OpenTransport open
        && open.transport() instanceof InProcessTransport inProcess
        && inProcess.application() instanceof App app) {
      var changed = app.override(providers);
      return new TestClient(
          new OpenTransport(new InProcessTransport(changed, inProcess.origin()), changed),
          settings.withContract(settings.contract().map(check -> check.of(changed))),
          cookies.copy());
    }
    throw new IllegalStateException(
        "Dependencies can be overridden in process only; make the client with TestClient.of(app), or"
            + " serve app.override(…).");
  }

  /// Returns a client that writes and reads JSON with other codecs.
  ///
  /// @param json the codecs, for instance those that the application was built with;
  ///   [Json#standard()] by default
  /// @return the new client
  public TestClient json(Json json) {
    return with(settings.withJson(json));
  }

  /// Returns a client that sends a header with every request that does not set it itself.
  ///
  /// @param name the name, a token; replaces a default header of that name
  /// @param value the value
  /// @return the new client
  /// @throws IllegalArgumentException if the name is not a token or the value has a character that
  ///   a header may not carry
  public TestClient defaultHeader(String name, String value) {
    return with(settings.withHeaders(settings.headers().with(name, value)));
  }

  /// Returns a client whose requests may take another time.
  ///
  /// @param timeout how long a request may take until its response has been received whole; 30
  ///   seconds by default
  /// @return the new client
  /// @throws IllegalArgumentException if it is not positive
  public TestClient timeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "The time-out is " + timeout + ", but it has to be longer than nothing.");
    }
    return with(settings.withTimeout(timeout));
  }

  /// Returns a client that fails the test when the application fails unexpectedly, or one that
  /// returns the 500 that its clients would see.
  ///
  /// A response that breaks off while it is streamed fails the test in any case, since there is no
  /// response to return.
  ///
  /// @param raise whether to throw [UnexpectedServerError]; `true` by default
  /// @return the new client
  public TestClient raiseServerErrors(boolean raise) {
    return with(settings.withRaiseServerErrors(raise));
  }

  /// Returns a client that keeps cookies and sends them back, or one that does not.
  ///
  /// @param keep whether to keep what responses set and to send what the jar holds; `true` by
  ///   default
  /// @return the new client
  public TestClient keepCookies(boolean keep) {
    return with(settings.withKeepCookies(keep));
  }

  /// Returns a client that follows redirects as browsers do, or one that returns them.
  ///
  /// A 303, and a 301 or 302 after a POST, is followed with GET; all others with the same method
  /// and content. Redirects to another host are returned, not followed.
  ///
  /// @param follow whether to follow, up to 10 in a row; `false` by default
  /// @return the new client
  public TestClient followRedirects(boolean follow) {
    return with(settings.withFollowRedirects(follow));
  }

  /// Returns a client that compares every request and response with the OpenAPI document of the
  /// application, as [#checkingContract(ContractOptions)] does with the standard options.
  ///
  /// @return the new client
  /// @throws IllegalStateException as [#checkingContract(ContractOptions)] does
  public TestClient checkingContract() {
    return checkingContract(ContractOptions.standard());
  }

  /// Returns a client that compares every request and response with an OpenAPI document, and fails
  /// the test with [ContractViolation] where they disagree.
  ///
  /// ```java
  /// try (var client = TestClient.of(app).checkingContract()) {
  ///   client.get("/widgets/x-1").expectStatus(200);
  /// }
  /// ```
  ///
  /// It is a finding if
  ///
  /// - a response has a status, a header, content or a field that the document does not have, or
  ///   lacks what it promises, or has a value that its schema does not allow;
  /// - a request was accepted that the document forbids;
  /// - the document does not have the operation at all.
  ///
  /// Requests that no route takes, routes that are not in the document ([dev.lodestar.InSchema]),
  /// what is mounted, and failures that the application did not mean are not compared. Content is
  /// compared if it is JSON, MessagePack, text or a form, uncompressed or compressed with `gzip` or
  /// `deflate`; streams of events and of lines item by item.
  ///
  /// The system property `lodestar.test.contract` turns this on for every client of an [App]:
  /// `true` fails tests, `report` only prints what is found to the standard error stream.
  ///
  /// @param options what is compared with what, and what is reported
  /// @return the new client
  /// @throws IllegalStateException if the artifact `dev.lodestar:lodestar-contract` is missing, or
  ///   the client does not know the document, because the application runs elsewhere and the
  ///   options have none either
  public TestClient checkingContract(ContractOptions options) {
    var application =
        transport instanceof OpenTransport open
            ? Optional.of(open.application())
            : Optional.<App>empty();
    var check = new ContractCheck(application, origin(), options).ready();
    return with(settings.withContract(Optional.of(check)));
  }

  /// Returns a client that does not report some kinds of findings, if it compares at all: for tests
  /// that send or answer on purpose what no document has.
  ///
  /// ```java
  /// client.ignoringFindings(ContractFinding.Kind.UNDOCUMENTED_PARAMETER).get("/widgets?trick=1");
  /// ```
  ///
  /// @param kinds what is not reported
  /// @return the new client
  public TestClient ignoringFindings(ContractFinding.Kind... kinds) {
    return with(settings.withContract(settings.contract().map(check -> check.without(kinds))));
  }

  /// Returns a client without any cookie: another user of the same application.
  ///
  /// @return the new client
  public TestClient withEmptyCookies() {
    return new TestClient(transport, settings, new CookieJar(InstantSource.system()));
  }

  /// Returns the cookies of this client, which a test may read and change.
  ///
  /// @return the jar
  public CookieJar cookies() {
    return cookies;
  }

  /// Returns where requests go.
  ///
  /// @return scheme, host and port, for instance `http://127.0.0.1:41234`
  public URI origin() {
    return transport.origin();
  }

  /// Begins a request.
  ///
  /// @param method the method
  /// @param target the path, percent-encoded and starting with `/`, with a query string or without
  /// @return the request, not sent yet
  /// @throws IllegalArgumentException if the target does not start with `/`, or has a character
  ///   other than visible ASCII ones or a `#`
  public TestRequest request(HttpMethod method, String target) {
    return new TestRequest(this, method, target);
  }

  /// Sends a GET request.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse get(String target) {
    return request(HttpMethod.GET, target).send();
  }

  /// Sends a HEAD request.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse head(String target) {
    return request(HttpMethod.HEAD, target).send();
  }

  /// Sends an OPTIONS request.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse options(String target) {
    return request(HttpMethod.OPTIONS, target).send();
  }

  /// Sends a DELETE request.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse delete(String target) {
    return request(HttpMethod.DELETE, target).send();
  }

  /// Sends a POST request without content.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse post(String target) {
    return request(HttpMethod.POST, target).send();
  }

  /// Sends a POST request with a value written as JSON.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @param entity the value; see [TestRequest#json(Object)]
  /// @return the response, whatever its status
  public TestResponse post(String target, Object entity) {
    return request(HttpMethod.POST, target).json(entity).send();
  }

  /// Sends a PUT request without content.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse put(String target) {
    return request(HttpMethod.PUT, target).send();
  }

  /// Sends a PUT request with a value written as JSON.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @param entity the value; see [TestRequest#json(Object)]
  /// @return the response, whatever its status
  public TestResponse put(String target, Object entity) {
    return request(HttpMethod.PUT, target).json(entity).send();
  }

  /// Sends a PATCH request without content.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the response, whatever its status
  public TestResponse patch(String target) {
    return request(HttpMethod.PATCH, target).send();
  }

  /// Sends a PATCH request with a value written as JSON.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @param entity the value; see [TestRequest#json(Object)]
  /// @return the response, whatever its status
  public TestResponse patch(String target, Object entity) {
    return request(HttpMethod.PATCH, target).json(entity).send();
  }

  /// Opens a stream of server-sent events with a GET request, as a browser's `EventSource` does.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the events; to be closed
  /// @throws AssertionError if the response is not a stream of events; the message shows it
  public TestEvents events(String target) {
    return request(HttpMethod.GET, target).events();
  }

  /// Begins the handshake of a WebSocket.
  ///
  /// ```java
  /// try (var socket = client.webSocket("/echo").open()) {
  ///   assertThat(socket.send("hi").receiveText()).isEqualTo("hi");
  /// }
  /// ```
  ///
  /// In process, the limits of messages and buffers hold, but there are no frames, pings of the
  /// server and time-outs of a silent connection. Over a port the client is one of its own, without
  /// compression.
  ///
  /// @param target the path, with a query string or without; see [#request(HttpMethod, String)]
  /// @return the handshake, not sent yet
  /// @throws IllegalArgumentException as [#request(HttpMethod, String)] does
  public TestWebSocketRequest webSocket(String target) {
    return new TestWebSocketRequest(this, target);
  }

  /// Waits until the application has nothing to do any more: until its background tasks have run,
  /// and all listeners have heard of the events that were published.
  ///
  /// What follows a response has happened anyway when the client returns the response; listeners
  /// that wait for no response, and events that belong to no request, need this.
  ///
  /// @throws IllegalStateException if the client does not know the [App], since it runs elsewhere
  /// @throws AssertionError if there still is something to do after the
  ///   [time-out][#timeout(Duration)]
  public void awaitIdle() {
    if (!(transport instanceof OpenTransport open)) {
      throw new IllegalStateException(
          "Only an App that this client has started can be waited for: with TestClient.of(app) or"
              + " TestClient.serve(app).");
    }
    if (!open.open().awaitIdle(settings.timeout())) {
      throw new AssertionError(
          "Background tasks or listeners of the application were still at work after "
              + settings.timeout()
              + ".");
    }
  }

  byte[] encode(Object entity) {
    return settings.json().codec(Object.class).encode(entity);
  }

  TestResponse send(TestRequest request) {
    var response = exchange(request);
    for (var followed = 0; settings.followRedirects(); followed++) {
      var next = Redirects.next(origin(), request, response);
      if (next.isEmpty()) {
        return response;
      }
      if (followed == MAX_REDIRECTS) {
        throw new AssertionError(
            request + " is one redirect more than the " + MAX_REDIRECTS + " that are followed.");
      }
      request = next.get();
      response = exchange(request);
    }
    return response;
  }

  private TestResponse exchange(TestRequest request) {
    var outgoing = outgoing(request, settings.headers());
    var incoming = transport.exchange(outgoing, settings.timeout());
    raise(outgoing, incoming.failure());
    var response = received(request, incoming.status(), incoming.headers(), incoming.body());
    if (incoming.failure().isEmpty()) {
      settings
          .contract()
          .ifPresent(check ->
              check.check(
                  outgoing,
                  incoming.status(),
                  incoming.headers(),
                  incoming.body(),
                  response::toString));
    }
    return response;
  }

  TestWebSocket open(TestWebSocketRequest handshake) {
    return switch (connect(handshake)) {
      case Transport.Handshake.Accepted(var opened) -> {
        keepCookies(handshake, opened.headers());
        yield new TestWebSocket(
            handshake.toString(),
            opened,
            settings.timeout(),
            settings.json(),
            settings.raiseServerErrors());
      }
      case Transport.Handshake.Denied(var incoming) ->
          throw new AssertionError(
              "Expected a WebSocket, but the response is:\n" + denied(handshake, incoming));
    };
  }

  TestResponse denied(TestWebSocketRequest handshake) {
    return switch (connect(handshake)) {
      case Transport.Handshake.Denied(var incoming) -> denied(handshake, incoming);
      case Transport.Handshake.Accepted(var opened) -> {
        opened.socket().close(CloseCode.NORMAL, "");
        throw new AssertionError(
            "Expected that " + handshake + " is denied, but a WebSocket was opened.");
      }
    };
  }

  private Transport.Handshake connect(TestWebSocketRequest handshake) {
    var outgoing = outgoing(handshake.request(), settings.headers());
    return transport.connect(outgoing, handshake.offered(), settings.timeout());
  }

  private TestResponse denied(TestWebSocketRequest handshake, Transport.Incoming incoming) {
    var request = handshake.request();
    raise(outgoing(request, settings.headers()), incoming.failure());
    return received(request, incoming.status(), incoming.headers(), incoming.body());
  }

  private void keepCookies(TestWebSocketRequest handshake, Headers headers) {
    var _ = received(handshake.request(), Status.SWITCHING_PROTOCOLS, headers, NO_CONTENT);
  }

  TestEvents events(TestRequest request) {
    var defaults = settings.headers();
    if (!defaults.contains("Accept")) {
      defaults = defaults.with("Accept", MediaType.EVENT_STREAM.toString());
    }
    var outgoing = outgoing(request, defaults);
    var opened = transport.open(outgoing, settings.timeout());
    if (!isEventStream(opened)) {
      throw notEvents(request, outgoing, opened);
    }
    var head = received(request, opened.status(), opened.headers(), NO_CONTENT);
    return new TestEvents(
        outgoing.toString(), opened, settings.timeout(), settings.json(), checkOf(outgoing, head));
  }

  private UnaryOperator<ReceivedEvent> checkOf(Outgoing outgoing, TestResponse head) {
    return settings
        .contract()
        .map(check -> check.checkHead(outgoing, head.status(), head.headers(), head::toString))
        .orElse(UnaryOperator.identity());
  }

  private static boolean isEventStream(Transport.Opened opened) {
    var contentType = opened.headers().first("Content-Type", "");
    return opened.status().code() == 200
        && contentType.startsWith(MediaType.EVENT_STREAM.toString());
  }

  private AssertionError notEvents(
      TestRequest request, Outgoing outgoing, Transport.Opened opened) {
    var content = NO_CONTENT;
    try {
      content = opened.body().readNBytes(Transport.MAX_BODY_SIZE);
    } catch (IOException broken) {
      // what came is enough to see that it is not what was expected
    }
    var failure = opened.failure().get();
    opened.leave();
    raise(outgoing, failure);
    return new AssertionError(
        "Expected a stream of events, but the response is:\n"
            + received(request, opened.status(), opened.headers(), content));
  }

  private Outgoing outgoing(TestRequest request, Headers defaults) {
    Map<String, String> jar =
        settings.keepCookies() ? cookies.cookiesFor(origin(), pathOf(request)) : Map.of();
    return request.outgoing(defaults, jar);
  }

  private static String pathOf(TestRequest request) {
    var target = request.target();
    var question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  private void raise(Outgoing outgoing, Optional<Throwable> failure) {
    if (settings.raiseServerErrors() && failure.isPresent()) {
      throw new UnexpectedServerError(outgoing.toString(), failure.get());
    }
  }

  /// What came as the test sees it; cookies are kept.
  private TestResponse received(
      TestRequest request, Status status, Headers headers, byte[] content) {
    var response = new TestResponse(request.toString(), status, headers, content, settings.json());
    if (settings.keepCookies()) {
      response.cookies().forEach(cookie -> cookies.store(origin(), pathOf(request), cookie));
    }
    return response;
  }

  /// Ends the use of this client and of all that were made from it: connections are closed, and a
  /// server and an application that it has started are stopped.
  @Override
  public void close() {
    transport.close();
  }
}

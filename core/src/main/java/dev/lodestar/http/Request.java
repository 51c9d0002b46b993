package dev.lodestar.http;

import dev.lodestar.convert.Converter;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request: its head, its body, where it came from, and what routing found in its path.
///
/// Everything but the [attributes][#attribute(String)] is immutable, and all of it is thread-safe.
public final class Request {
  private final HttpMethod method;
  private final String target;
  private final int pathEnd;
  private final Headers headers;
  private final RequestBody body;
  private final Connection connection;
  private final Map<String, String> pathParameters;
  private final String rootPath;
  private final State state;

  private Request(
      HttpMethod method,
      String target,
      int pathEnd,
      Headers headers,
      RequestBody body,
      Connection connection,
      Map<String, String> pathParameters,
      String rootPath,
      State state) {
    this.method = method;
    this.target = target;
    this.pathEnd = pathEnd;
    this.headers = headers;
    this.body = body;
    this.connection = connection;
    this.pathParameters = pathParameters;
    this.rootPath = rootPath;
    this.state = state;
  }

  /// Creates a request. Called by HTTP engines and test clients.
  ///
  /// @param method the method
  /// @param target the request target in origin form, raw as it came: path and query, for instance
  ///   `/a%20b?c=d`; or `*`
  /// @param headers the header fields
  /// @param body the content
  /// @param connection the connection it came over
  /// @return the request
  public static Request of(
      HttpMethod method, String target, Headers headers, RequestBody body, Connection connection) {
    var question = target.indexOf('?');
    return new Request(
        method,
        target,
        question < 0 ? target.length() : question,
        headers,
        body,
        connection,
        Map.of(),
        "",
        new State(target));
  }

  /// Returns this request with the path parameters that routing found. Attributes and id are shared
  /// with this request.
  ///
  /// @param pathParameters name to decoded text
  /// @return the new request
  public Request withPathParameters(Map<String, String> pathParameters) {
    return new Request(
        method,
        target,
        pathEnd,
        headers,
        body,
        connection,
        Map.copyOf(pathParameters),
        rootPath,
        state);
  }

  /// Returns this request with other content. Attributes and id are shared with this request.
  ///
  /// @param body the content
  /// @return the new request
  public Request withBody(RequestBody body) {
    return new Request(
        method, target, pathEnd, headers, body, connection, pathParameters, rootPath, state);
  }

  /// Returns this request with other headers, for instance after its body was changed. Attributes
  /// and id are shared with this request, and so is what was read from the headers already.
  ///
  /// @param headers all headers
  /// @return the new request
  public Request withHeaders(Headers headers) {
    return new Request(
        method, target, pathEnd, headers, body, connection, pathParameters, rootPath, state);
  }

  /// Returns this request as it is seen below a part of its path, by an application that is mounted
  /// there. Attributes and id are shared with this request; there are no path parameters.
  ///
  /// @param end where the part ends in [#path()]: at a `/`, or at the end
  /// @return the new request, whose [#target()] starts after that part and whose [#rootPath()] is
  ///   longer by it
  public Request below(int end) {
    var rest = target.substring(end);
    var seen = rest.startsWith("/") ? rest : "/" + rest;
    return new Request(
        method,
        seen,
        pathEnd - end + seen.length() - rest.length(),
        headers,
        body,
        connection,
        Map.of(),
        rootPath + target.substring(0, end),
        state);
  }

  /// Returns the part of the path, as it came, below which the application is mounted, and before
  /// it what a [trusted][TrustedProxies] proxy has taken away and told in `X-Forwarded-Prefix`:
  /// what links to its own paths have to start with.
  ///
  /// @return for instance `/admin`; empty for an application that is not mounted
  public String rootPath() {
    return state.site.proxies().isEmpty() ? rootPath : origin().prefix() + rootPath;
  }

  /// Returns the address of the client: the peer of the connection or, if that is a
  /// [trusted][TrustedProxies] proxy, whom the proxies name.
  ///
  /// @return the address; nothing if a proxy does not tell it, or the connection has none
  public Optional<InetAddress> clientAddress() {
    return origin().client();
  }

  /// Returns the scheme that the client has used, which a [trusted][TrustedProxies] proxy may have
  /// told.
  ///
  /// @return `https` or `http`
  public String scheme() {
    return origin().scheme();
  }

  /// Returns the host that the client has asked for: that of the header `Host`, unless a
  /// [trusted][TrustedProxies] proxy has told another one. A client can ask for any host, so a link
  /// that is sent elsewhere, in a mail for instance, is made with a name from the configuration.
  ///
  /// @return in lower case, without port and without the dot that may end a name; an IPv6 address
  ///   is in brackets. Without the header, the address that the client has connected to
  /// @throws HttpException 400, if the host is malformed
  public String host() {
    var host = origin().host();
    if (host == null) {
      throw HttpException.badRequest(
          "The header Host is not one host, such as example.org, with or without a port.");
    }
    return host;
  }

  /// Tells whether there is a host, so that [#host()] returns.
  ///
  /// @return `false` if it is malformed; servers refuse such requests
  public boolean hasHost() {
    return origin().host() != null;
  }

  /// Returns the port that the client has asked, which a [trusted][TrustedProxies] proxy may have
  /// told.
  ///
  /// @return the port; where none was given, 443 or 80, as the scheme has it
  public int port() {
    return origin().port();
  }

  /// Returns the URL of this request, as the client has asked for it: made of [#scheme()],
  /// [#host()], [#port()] unless it is the usual one, [#rootPath()] and [#target()]. It has no user
  /// information and no fragment, and what a URI may not consist of is percent-encoded. What
  /// [#host()] says of links counts here, too.
  ///
  /// @return an absolute URL with the scheme `http` or `https`
  /// @throws HttpException 400, if the host is malformed
  public URI url() {
    return URI.create(
        origin().text(host())
            + (target.equals("*") ? "" : PercentEncoding.encodeRestOfTarget(rootPath() + target)));
  }

  /// Returns the URL of a path of this application.
  ///
  /// ```java
  /// request.urlOf(app.url(Widgets::get, "x-1"))
  /// ```
  ///
  /// @param path the path as the application knows it, percent-encoded, perhaps with a query
  ///   string; [#rootPath()] is put before it
  /// @return an absolute URL with the scheme, host and port that the client has used
  /// @throws IllegalArgumentException if the path does not start with one `/`, or has a character
  ///   that has to be percent-encoded
  /// @throws HttpException 400, if the host is malformed
  public URI urlOf(String path) {
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException(
          "The path '" + path + "' has to start with '/', and with one only.");
    }
    if (path.indexOf('#') >= 0 || !PercentEncoding.encodeRestOfTarget(path).equals(path)) {
      throw new IllegalArgumentException(
          "The path '" + path + "' has a character that has to be percent-encoded.");
    }
    return URI.create(
        origin().text(host()) + PercentEncoding.encodeRestOfTarget(rootPath()) + path);
  }

  private RequestOrigin origin() {
    var known = state.origin;
    if (known == null) {
      known = RequestOrigin.of(headers, connection, state.site.proxies());
      state.origin = known;
    }
    return known;
  }

  /// Returns the request target as the client sent it, wherever the application is mounted. Where
  /// exactly the path of a mount was asked for, it tells whether a `/` stands at its end, which
  /// [#target()] has in any case.
  ///
  /// @return for instance `/admin/a%20b?c=d`
  public String originalTarget() {
    return state.target;
  }

  /// Returns the method.
  ///
  /// @return the method
  public HttpMethod method() {
    return method;
  }

  /// Returns the request target as it came: raw path and query.
  ///
  /// @return for instance `/a%20b?c=d`
  public String target() {
    return target;
  }

  /// Returns the path as it came, still percent-encoded.
  ///
  /// @return for instance `/a%20b`
  public String path() {
    return pathEnd == target.length() ? target : target.substring(0, pathEnd);
  }

  /// Returns the query string as it came, without `?`.
  ///
  /// @return for instance `c=d`; empty if there is none
  public String rawQuery() {
    return pathEnd == target.length() ? "" : target.substring(pathEnd + 1);
  }

  /// Returns the parameters of the query string, which is parsed at the first call.
  ///
  /// @return the parameters
  /// @throws HttpException 400, if the query string is malformed; see [QueryParameters#parse]
  public QueryParameters query() {
    var query = state.query;
    if (query == null) {
      query = QueryParameters.parse(target, pathEnd + 1);
      state.query = query;
    }
    return query;
  }

  /// Returns the header fields.
  ///
  /// @return the headers
  public Headers headers() {
    return headers;
  }

  /// Returns the cookies, which are parsed at the first call.
  ///
  /// @return the cookies
  public Cookies cookies() {
    var cookies = state.cookies;
    if (cookies == null) {
      cookies = Cookies.from(headers);
      state.cookies = cookies;
    }
    return cookies;
  }

  /// Returns which media types the client wants, which is parsed at the first call.
  ///
  /// @return what `Accept` says; [Accept#any()] if there is no such header or it is malformed
  public Accept accept() {
    var accept = state.accept;
    if (accept == null) {
      accept = Accept.of(headers);
      state.accept = accept;
    }
    return accept;
  }

  /// Returns the languages that the client wants, which are parsed at the first call (RFC 9110,
  /// section 12.5.4). What is malformed in the header is left out, and so is `*`; at most 32
  /// languages are read, of tags of at most 64 characters.
  ///
  /// @return what `Accept-Language` names, the most wanted first; empty if there is no such header
  public List<Locale> locales() {
    var locales = state.locales;
    if (locales == null) {
      locales = LanguageRanges.localesOf(headers);
      state.locales = locales;
    }
    return locales;
  }

  /// Returns the content.
  ///
  /// @return the body
  public RequestBody body() {
    return body;
  }

  /// Returns the media type of the body.
  ///
  /// @return what `Content-Type` says; nothing if there is no such header
  /// @throws HttpException 400, if the header is not a media type or occurs more than once
  public Optional<MediaType> contentType() {
    var values = headers.all("Content-Type");
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw HttpException.badRequest(
          "The header Content-Type was sent " + values.size() + " times; send it once.");
    }
    try {
      return Optional.of(MediaType.parse(values.getFirst()));
    } catch (IllegalArgumentException malformed) {
      throw HttpException.badRequest(
          "The header Content-Type is malformed. " + malformed.getMessage(), malformed);
    }
  }

  /// Returns the connection that the request came over.
  ///
  /// @return the connection
  public Connection connection() {
    return connection;
  }

  /// Returns the certificate that the client has shown (mutual TLS), which the server trusts. What
  /// a proxy in front of the server was shown is not among it.
  ///
  /// @return the certificate, if the server asks for one and the client has shown one
  public Optional<java.security.cert.X509Certificate> clientCertificate() {
    return connection.tls().flatMap(TlsSession::clientCertificate);
  }

  /// Returns the text of a path parameter, percent-decoded.
  ///
  /// @param name the name in the path template
  /// @return the text
  /// @throws IllegalArgumentException if the path template of the route has no such parameter
  public String pathParameter(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The route has no path parameter '"
              + name
              + "'; it has "
              + (pathParameters.isEmpty() ? "none" : String.join(", ", pathParameters.keySet()))
              + ".");
    }
    return value;
  }

  /// Returns a path parameter as a value.
  ///
  /// @param <T> the type of the value
  /// @param name the name in the path template
  /// @param type a class that [Converters#standard()] can convert to
  /// @return the value
  /// @throws HttpException 404, if the text is not a value of the type
  /// @throws IllegalArgumentException if the path template of the route has no such parameter, or
  ///   the class cannot be converted to
  public <T> T pathParameter(String name, Class<T> type) {
    return pathParameter(name, QueryParameters.converterOf(type));
  }

  /// Returns a path parameter as a value, by a converter of the application's own.
  ///
  /// @param <T> the type of the value
  /// @param name the name in the path template
  /// @param converter reads the value
  /// @return the value
  /// @throws HttpException 404, if the converter refuses the text
  /// @throws IllegalArgumentException if the path template of the route has no such parameter
  public <T> T pathParameter(String name, Converter<T> converter) {
    var text = pathParameter(name);
    try {
      return converter.parse(text);
    } catch (RuntimeException refused) {
      throw HttpException.notFound("There is nothing at this address.");
    }
  }

  /// Returns the path parameters.
  ///
  /// @return name to percent-decoded text; unmodifiable
  public Map<String, String> pathParameters() {
    return pathParameters;
  }

  /// Returns an identifier of this request, made at the first call: it stands in log lines and in
  /// the problem documents of server errors, and is unique in practice.
  ///
  /// @return a random UUID
  public String id() {
    return state.id();
  }

  /// Returns an attribute.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @return the value that [#setAttribute(Key, Object)] set; nothing if it was not set
  public <T> Optional<T> attribute(Key<T> key) {
    var attributes = state.attributes;
    var value = attributes == null ? null : attributes.get(key);
    return value == null ? Optional.empty() : Optional.of(key.type().cast(value));
  }

  /// Returns an attribute, and sets it first if it was not set. Of several threads that ask at the
  /// same time, one makes the value, and the others wait for it.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @param value makes the value; must not use the attributes itself
  /// @return the value
  public <T> T attribute(Key<T> key, Supplier<? extends T> value) {
    return key.type().cast(state.attributes().computeIfAbsent(key, unset -> value.get()));
  }

  /// Sets an attribute: a value that lives as long as the request, for those who handle it later.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @param value the value
  public <T> void setAttribute(Key<T> key, T value) {
    state.attributes().put(key, value);
  }

  /// Has something closed when the request is over: after the response, the completion and the
  /// background tasks of the request, whatever becomes of them; the last that was added first.
  /// Temporary files are removed so. What is added when the request is over already is closed at
  /// once. A failure to close is logged.
  ///
  /// @param resource what to close
  public void closeAtEnd(AutoCloseable resource) {
    state.remains().add(resource);
  }

  /// Has something done when the server of this request begins to stop, before it waits for
  /// requests in flight: what has no end by itself, or waits for something that may never come,
  /// ends then. It is forgotten when the request is over. If the server has begun already, it is
  /// done at once, in the calling thread.
  ///
  /// ```java
  /// request.whenServerStops(() -> messages.add(END));
  /// ```
  ///
  /// @param action what to do, at most once; called on a virtual thread of its own. What it throws
  ///   is logged
  public void whenServerStops(Runnable action) {
    closeAtEnd(serverStop().onStop(action));
  }

  /// Tells whether the server of this request has been told to stop. It answers on, at first all
  /// requests and then those in flight; a health check says with this that no more should be sent
  /// here.
  ///
  /// ```java
  /// app.get("/ready", request ->
  ///     Response.text("ready").status(request.serverIsStopping() ? 503 : 200));
  /// ```
  ///
  /// @return `false` also if no server has taken the request
  public boolean serverIsStopping() {
    return serverStop().isAnnounced();
  }

  /// Returns what tells that the server of this request stops. Called by the framework; handlers
  /// have [#whenServerStops(Runnable)].
  ///
  /// @return the signal; one that is never given if no server has taken the request
  public StopSignal serverStop() {
    return state.site.stop();
  }

  /// Says which server has taken this request. Called by the framework, before anything else looks
  /// at the request.
  ///
  /// @param site what requests are told of the server
  public void takenBy(ServerSite site) {
    state.site = site;
  }

  /// Returns what the client offers if it asks for a WebSocket.
  ///
  /// @return the offer; nothing for every other request
  public Optional<WebSocketOffer> webSocketOffer() {
    return Optional.ofNullable(state.webSocketOffer);
  }

  /// Says that this request, a GET, asks for a WebSocket, and that the connection can become one.
  /// Called by engines and test clients, before anything else looks at the request.
  ///
  /// @param offer what the client offers
  public void offers(WebSocketOffer offer) {
    state.webSocketOffer = offer;
  }

  /// Returns what [#closeAtEnd(AutoCloseable)] was given, if it ever was. Called by the framework.
  ///
  /// @return what remains to be closed
  public Optional<Remains> remains() {
    return Optional.ofNullable(state.remains);
  }

  /// Lends memory for the content of the response. Called by engines, before anything else looks at
  /// the request, if they copy content when they send it and call [#contentIsSent(byte[])] then.
  ///
  /// @param memory where content may be written to
  public void lends(ContentMemory memory) {
    state.memory = memory;
  }

  /// Returns the memory for the content of the response. Called by the framework; whoever writes
  /// content there says so with [#contentLiesIn(byte[])].
  ///
  /// @return the memory; nothing if there is none, or others might keep the content
  public Optional<ContentMemory> contentMemory() {
    return Optional.ofNullable(state.memory);
  }

  /// Says that the content of the response was written into an array that was taken from
  /// [#contentMemory()], or takes its place since it was too small. Called by the framework.
  ///
  /// @param array belongs to the engine as soon as the response is sent
  public void contentLiesIn(byte[] array) {
    state.content = array;
  }

  /// Says that others see the content of the response and may keep it, as a middleware does that
  /// caches: its memory is not used again. Called by the framework.
  public void contentIsShown() {
    state.memory = null;
    state.content = null;
  }

  /// Says that content has been copied to where it is sent from. Its memory is used again if this
  /// is what was written into it and nobody else has seen it. Called by engines.
  ///
  /// @param array where the content lies that was sent
  public void contentIsSent(byte[] array) {
    var memory = state.memory;
    if (memory != null && state.content == array) {
      state.content = null;
      memory.giveBack(array);
    }
  }

  /// Returns method and target.
  @Override
  public String toString() {
    return method + " " + target;
  }

  /// What is made on demand, shared by all copies of one request.
  private static final class State {
    private final String target;
    volatile @Nullable QueryParameters query;
    volatile @Nullable Cookies cookies;
    volatile @Nullable Accept accept;
    volatile @Nullable List<Locale> locales;
    volatile @Nullable RequestOrigin origin;
    private volatile @Nullable String id;
    private volatile @Nullable Map<Key<?>, Object> attributes;
    private volatile @Nullable Remains remains;

    /// Written before any other thread knows the request.
    private ServerSite site = ServerSite.unknown();

    /// Written before any other thread knows the request.
    private @Nullable WebSocketOffer webSocketOffer;

    /// Where content may be written to, and the array where it lies if it was.
    private @Nullable ContentMemory memory;

    private byte @Nullable [] content;

    State(String target) {
      this.target = target;
    }

    String id() {
      var known = id;
      if (known == null) {
        synchronized (this) {
          known = id;
          if (known == null) {
            known = UUID.randomUUID().toString();
            id = known;
          }
        }
      }
      return known;
    }

    Remains remains() {
      var known = remains;
      if (known == null) {
        synchronized (this) {
          known = remains;
          if (known == null) {
            known = new Remains();
            remains = known;
          }
        }
      }
      return known;
    }

    Map<Key<?>, Object> attributes() {
      var known = attributes;
      if (known == null) {
        synchronized (this) {
          known = attributes;
          if (known == null) {
            known = new ConcurrentHashMap<>();
            attributes = known;
          }
        }
      }
      return known;
    }
  }
}

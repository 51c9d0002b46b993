package dev.lodestar.test;

import dev.lodestar.App;
import dev.lodestar.RouteInfo;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Status;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.test.ContractEngine.Contract;
import dev.lodestar.test.Transport.Content;
import dev.lodestar.test.Transport.Outgoing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Compares what a client sends and gets with an OpenAPI document, which is prepared with the first
/// request. Thread-safe.
final class ContractCheck {
  /// Turns the check on for every client of an application.
  static final String PROPERTY = "lodestar.test.contract";

  private final Optional<App> application;
  private final URI origin;
  private final ContractOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Contract contract;

  /// @param application the application that takes the requests; nothing if it runs elsewhere
  ContractCheck(Optional<App> application, URI origin, ContractOptions options) {
    this.application = application;
    this.origin = origin;
    this.options = options;
  }

  /// What the system property asks for; nothing if it is not set.
  static Optional<ContractCheck> ofSystem(App application, URI origin) {
    var value = System.getProperty(PROPERTY, "false");
    var options =
        switch (value) {
          case "false", "" -> null;
          case "true" -> ContractOptions.standard();
          case "report" ->
              ContractOptions.standard()
                  .reportingTo(violation -> System.err.println(violation.getMessage()));
          default ->
              throw new IllegalArgumentException(
                  "The system property "
                      + PROPERTY
                      + " is '"
                      + value
                      + "', but it has to be 'true', 'report' or 'false'.");
        };
    return Optional.ofNullable(options)
        .map(known -> new ContractCheck(Optional.of(application), origin, known));
  }

  /// The same check of an application that was made from the one before.
  ContractCheck of(App changed) {
    return new ContractCheck(Optional.of(changed), origin, options);
  }

  /// The same check without some kinds of findings.
  ContractCheck without(ContractFinding.Kind... kinds) {
    return new ContractCheck(application, origin, options.without(kinds));
  }

  /// Prepares to compare, so that what is missing is told before anything is sent.
  ContractCheck ready() {
    var _ = contract();
    return this;
  }

  /// Compares a request and its response, which was received whole.
  ///
  /// @param shown the response for a person
  void check(
      Outgoing request, Status status, Headers headers, byte[] content, Supplier<String> shown) {
    exchange(request, status, headers, Optional.of(content))
        .ifPresent(exchange -> report(exchange, contract().check(exchange), shown));
  }

  /// Compares a request and the head of its response, and returns what compares the events.
  UnaryOperator<ReceivedEvent> checkHead(
      Outgoing request, Status status, Headers headers, Supplier<String> shown) {
    var exchange = exchange(request, status, headers, Optional.empty());
    if (exchange.isEmpty()) {
      return event -> event;
    }
    report(exchange.get(), contract().check(exchange.get()), shown);
    return event -> {
      var findings = contract().checkEvent(exchange.get(), event.event(), event.data());
      report(exchange.get(), findings, event::toString);
      return event;
    };
  }

  private void report(
      ContractExchange exchange, List<ContractFinding> findings, Supplier<String> shown) {
    if (!findings.isEmpty()) {
      options.report(new ContractViolation(exchange.operation(), findings, shown.get()));
    }
  }

  /// What is to be compared; nothing if the request has met no route that the document shows.
  private Optional<ContractExchange> exchange(
      Outgoing request, Status status, Headers headers, Optional<byte[]> content) {
    var route = application.flatMap(known -> routeOf(known, request));
    if (application.isPresent() && route.filter(RouteInfo::inSchema).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ContractExchange(
            request.method(),
            request.target(),
            request.headers(),
            request.content() instanceof Content.Whole whole
                ? Optional.of(whole.bytes())
                : Optional.empty(),
            route,
            status,
            headers,
            content));
  }

  private Optional<RouteInfo> routeOf(App known, Outgoing request) {
    try {
      var headers =
          request.headers().contains("Host")
              ? request.headers()
              : request.headers().with("Host", origin.getAuthority());
      return known.routeOf(
          Request.of(
              request.method(), request.target(), headers, RequestBody.empty(), connection()));
    } catch (HttpException malformed) {
      return Optional.empty();
    }
  }

  private Connection connection() {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new Connection(nobody, nobody, "https".equals(origin.getScheme()), "HTTP/1.1");
  }

  private Contract contract() {
    var known = contract;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      var prepared = contract;
      if (prepared == null) {
        prepared = engine().contract(document(), options);
        contract = prepared;
      }
      return prepared;
    } finally {
      lock.unlock();
    }
  }

  private OpenApiDocument document() {
    return options
        .document()
        .or(() -> application.map(App::openApi))
        .orElseThrow(() ->
            new IllegalStateException(
                "The application runs elsewhere, so the client does not know its OpenAPI document;"
                    + " give it one with ContractOptions.withDocument(…)."));
  }

  private static ContractEngine engine() {
    return ServiceLoader.load(ContractEngine.class)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "There is nothing that compares responses with an OpenAPI document; add the"
                    + " artifact dev.lodestar:lodestar-contract to the dependencies of the"
                    + " tests."));
  }
}

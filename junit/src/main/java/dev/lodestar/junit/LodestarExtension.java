package dev.lodestar.junit;

import dev.lodestar.App;
import dev.lodestar.test.ContractOptions;
import dev.lodestar.test.TestClient;
import java.net.URI;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [TestClient] as a parameter, and ends the application after them.
///
/// ```java
/// class GreetTest {
///   @RegisterExtension
///   static final LodestarExtension lodestar = LodestarExtension.of(() -> Greet.app());
///
///   @Test
///   void greets_by_name(TestClient client) {
///     assertThat(client.get("/greet?name=Bob").expectStatus(200).text()).isEqualTo("Hi, Bob!");
///   }
/// }
/// ```
///
/// The field decides how long the application lives. Static, as above: it is built before the first
/// test of the class and shared by all of them, those of nested classes included. Not static: each
/// test has one of its own. In both cases it is ended after the last test that it serves, and a
/// failure to build it fails those tests.
///
/// The client is new in each test, without cookies. It is the same for all methods of one test:
/// constructor, `@BeforeEach`, the test itself, `@AfterEach`. Methods before and after all tests
/// have one of their own. Tests do not close it.
///
/// With [#serving(Supplier)] and [#ofClient(Supplier)] a parameter of type [URI] is the address
/// that the requests go to. Thread-safe: tests may run in parallel.
public final class LodestarExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private final Namespace namespace = Namespace.create(LodestarExtension.class, this);
  private final Supplier<Session> start;
  private final UnaryOperator<TestClient> configuration;

  private LodestarExtension(Supplier<Session> start, UnaryOperator<TestClient> configuration) {
    this.start = start;
    this.configuration = configuration;
  }

  /// Returns an extension whose clients call the application in process, without a socket.
  ///
  /// @param application builds the application, once for each time it is needed
  /// @return the extension
  public static LodestarExtension of(Supplier<App> application) {
    return new LodestarExtension(
        () -> new Session(TestClient.of(application.get()), false), UnaryOperator.identity());
  }

  /// Returns an extension that serves the application on a free port of this machine, with the
  /// engine that the tests have among their dependencies.
  ///
  /// @param application builds the application, once for each time it is needed
  /// @return the extension
  public static LodestarExtension serving(Supplier<App> application) {
    return ofClient(() -> TestClient.serve(application.get()));
  }

  /// Returns an extension over a client that the test makes itself, for instance to serve the
  /// application with options or to connect to a server that runs already.
  ///
  /// ```java
  /// LodestarExtension.ofClient(
  ///     () -> TestClient.serve(Shop.app(), ServerOptions.defaults().withMaxBodySize(100)));
  /// ```
  ///
  /// @param client makes the client, once for each time an application is needed; it is closed
  ///   afterwards, and the clients of the tests are made from it
  /// @return the extension
  public static LodestarExtension ofClient(Supplier<TestClient> client) {
    return new LodestarExtension(() -> new Session(client.get(), true), UnaryOperator.identity());
  }

  /// Returns an extension whose clients are changed before a test gets them.
  ///
  /// ```java
  /// LodestarExtension.of(Shop::app)
  ///     .clients(client -> client.defaultHeader("Authorization", "Bearer test"));
  /// ```
  ///
  /// @param configuration called with each new client, after the configurations given before;
  ///   returns the client that the test gets
  /// @return the new extension
  public LodestarExtension clients(UnaryOperator<TestClient> configuration) {
    return new LodestarExtension(
        start, client -> configuration.apply(this.configuration.apply(client)));
  }

  /// Returns an extension whose clients compare every request and response with the OpenAPI
  /// document of the application; see [TestClient#checkingContract()].
  ///
  /// ```java
  /// LodestarExtension.of(Shop::app).checkingContract();
  /// ```
  ///
  /// @return the new extension
  public LodestarExtension checkingContract() {
    return clients(TestClient::checkingContract);
  }

  /// Returns an extension whose clients compare every request and response with an OpenAPI
  /// document; see [TestClient#checkingContract(ContractOptions)].
  ///
  /// @param options what is compared with what, and what is reported
  /// @return the new extension
  public LodestarExtension checkingContract(ContractOptions options) {
    return clients(client -> client.checkingContract(options));
  }

  /// Builds the application of a static extension.
  ///
  /// @param context the class
  @Override
  public void beforeAll(ExtensionContext context) {
    session(context);
  }

  /// Builds the application of an extension that is not static.
  ///
  /// @param context the test
  @Override
  public void beforeEach(ExtensionContext context) {
    session(context);
  }

  /// Tells whether a parameter is a [TestClient] or a [URI].
  ///
  /// @param parameter the parameter
  /// @param context where it is needed
  /// @return `true` if it is
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == TestClient.class || type == URI.class;
  }

  /// Returns the client or the address of the server.
  ///
  /// @param parameter the parameter
  /// @param context where it is needed
  /// @return the value
  /// @throws ParameterResolutionException if it is the address of an application that has none
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var session = session(context);
    if (parameter.getParameter().getType() == TestClient.class) {
      return client(session, context);
    }
    if (!session.served()) {
      throw new ParameterResolutionException(
          "The application has no address, since LodestarExtension.of(…) calls it in process;"
              + " LodestarExtension.serving(…) gives it one.");
    }
    return session.client().origin();
  }

  /// Makes the constructor of a test class part of its test.
  ///
  /// @param context the engine
  /// @return the scope of one test
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext context) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /// The session that began here or further outside; the store closes it where it began.
  private Session session(ExtensionContext context) {
    return store(context).computeIfAbsent(Session.class, key -> start.get(), Session.class);
  }

  private TestClient client(Session session, ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            context.getUniqueId(),
            key -> new Client(configuration.apply(session.client().withEmptyCookies())),
            Client.class)
        .client();
  }

  private Store store(ExtensionContext context) {
    return context.getStore(namespace);
  }

  /// Keeps the store from closing the client of one test, which would close all of them.
  private record Client(TestClient client) {}
}

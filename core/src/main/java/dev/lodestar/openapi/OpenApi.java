package dev.lodestar.openapi;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.schema.Schema;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an application says about its OpenAPI document as a whole: what the API is called, what is
/// beside its operations, and where all of it is served. Immutable and thread-safe; each method
/// returns a changed copy.
///
/// ```java
/// Lodestar.app()
///     .openApi(OpenApi.titled("Widgets", "1.4.0")
///         .withDescription("Everything about **widgets**.")
///         .withTag("widgets", "What can be sold.")
///         .withSecurityScheme("login", SecurityScheme.bearer("JWT")))
/// ```
///
/// The document is made when it is first asked for, of the routes as they are planned. See
/// [dev.lodestar.App#openApi()].
public final class OpenApi {
  /// The path below which the document and the UIs are served by default.
  public static final String DEFAULT_PATH = "/schema";

  /// The title of a document whose application gives it none.
  public static final String DEFAULT_TITLE = "API";

  /// The version of an API whose application says none.
  public static final String DEFAULT_VERSION = "1.0.0";

  /// The security schemes that are known without being described: `bearer` and `basic`.
  public static final Set<String> STANDARD_SCHEMES = Set.of("basic", "bearer");

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private final Said said;

  private OpenApi(Said said) {
    this.said = said;
  }

  /// What was said. Changed only before it belongs to an instance.
  private static final class Said {
    private Map<String, @Nullable Object> info = new LinkedHashMap<>();
    private List<Map<String, @Nullable Object>> servers = new ArrayList<>();
    private Optional<Map<String, @Nullable Object>> externalDocs = Optional.empty();
    private Map<String, Map<String, @Nullable Object>> tags = new LinkedHashMap<>();
    private Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
    private Map<Class<?>, Schema> schemas = new LinkedHashMap<>();
    private List<Webhook> webhooks = new ArrayList<>();
    private Optional<Boolean> examples = Optional.empty();
    private long seed = 10;
    private String path = DEFAULT_PATH;
    private List<Guard> guards = new ArrayList<>();
    private Optional<List<SchemaUi>> uis = Optional.empty();
    private boolean served = true;
    private Function<RouteMetadata, Optional<String>> operationIds = _ -> Optional.empty();
    private List<Consumer<Map<String, @Nullable Object>>> transforms = new ArrayList<>();

    private Said() {}

    private Said(Said other) {
      info = new LinkedHashMap<String, @Nullable Object>(other.info);
      servers = new ArrayList<>(other.servers);
      externalDocs = other.externalDocs;
      tags = new LinkedHashMap<>(other.tags);
      schemes = new LinkedHashMap<>(other.schemes);
      schemas = new LinkedHashMap<>(other.schemas);
      webhooks = new ArrayList<>(other.webhooks);
      examples = other.examples;
      seed = other.seed;
      path = other.path;
      guards = new ArrayList<>(other.guards);
      uis = other.uis;
      served = other.served;
      operationIds = other.operationIds;
      transforms = new ArrayList<>(other.transforms);
    }
  }

  /// A request that the application sends by itself, to whom it was asked to.
  ///
  /// @param name what it is called in the document
  /// @param method the request method
  /// @param body the type of what is sent as JSON
  /// @param description when it is sent, CommonMark
  public record Webhook(String name, HttpMethod method, Type body, String description) {}

  private OpenApi with(Consumer<Said> change) {
    var changed = new Said(said);
    change.accept(changed);
    return new OpenApi(changed);
  }

  private OpenApi withInfo(String key, Object value) {
    return with(changed -> changed.info.put(key, value));
  }

  /// Returns what counts where an application says nothing: the title "API", version "1.0.0".
  ///
  /// @return the defaults
  public static OpenApi standard() {
    return titled(DEFAULT_TITLE, DEFAULT_VERSION);
  }

  /// Begins with title and version.
  ///
  /// @param title the name of the API
  /// @param version the version of the API, not that of OpenAPI
  /// @return the configuration
  /// @throws IllegalArgumentException if one of them is blank
  public static OpenApi titled(String title, String version) {
    checkText("title", title);
    checkText("version", version);
    var said = new Said();
    said.info.put("title", title);
    said.info.put("version", version);
    return new OpenApi(said);
  }

  private static void checkText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("The " + what + " is blank; write one.");
    }
  }

  /// Says in one sentence what the API is.
  ///
  /// @param summary plain text
  /// @return the configuration with it
  public OpenApi withSummary(String summary) {
    return withInfo("summary", requireNonNull(summary, "summary"));
  }

  /// Describes the API.
  ///
  /// @param markdown CommonMark
  /// @return the configuration with it
  public OpenApi withDescription(String markdown) {
    return withInfo("description", requireNonNull(markdown, "markdown"));
  }

  /// Says where the terms of service are.
  ///
  /// @param url their URL
  /// @return the configuration with it
  public OpenApi withTermsOfService(String url) {
    return withInfo("termsOfService", requireNonNull(url, "url"));
  }

  /// Says who can be asked.
  ///
  /// @param name who it is; empty for nothing
  /// @param url their page; empty for nothing
  /// @param email their address; empty for nothing
  /// @return the configuration with it
  public OpenApi withContact(String name, String url, String email) {
    return withInfo("contact", Trees.given("name", name, "url", url, "email", email));
  }

  /// Says under which licence the API is.
  ///
  /// @param name its name
  /// @param identifierOrUrl its SPDX identifier, such as `Apache-2.0`, or the URL of its text;
  ///   empty for neither
  /// @return the configuration with it
  public OpenApi withLicense(String name, String identifierOrUrl) {
    checkText("name of the licence", name);
    var key = identifierOrUrl.contains("://") ? "url" : "identifier";
    return withInfo("license", Trees.given("name", name, key, identifierOrUrl));
  }

  /// Adds a server. Without any, the document names the one that it comes from.
  ///
  /// @param url its URL, which may be relative to the document, and may contain `{variables}`
  /// @param description what it is for; empty for nothing
  /// @param variables what the variables of the URL may be
  /// @return the configuration with it
  /// @throws IllegalArgumentException if a variable stands in the URL but is not given, or the
  ///   other way round
  public OpenApi withServer(String url, String description, ServerVariable... variables) {
    ServerVariable.check(url, variables);
    var server =
        new LinkedHashMap<String, @Nullable Object>(
            Trees.given("url", url, "description", description));
    if (variables.length > 0) {
      Map<String, @Nullable Object> trees = new LinkedHashMap<>();
      for (var variable : variables) {
        trees.put(variable.name(), variable.tree());
      }
      server.put("variables", trees);
    }
    var said = Trees.frozenMap(server);
    return with(changed -> changed.servers.add(said));
  }

  /// Says where there is more to read.
  ///
  /// @param url the URL of the page
  /// @param description what it is; empty for nothing
  /// @return the configuration with it
  public OpenApi withExternalDocs(String url, String description) {
    return with(changed ->
        changed.externalDocs = Optional.of(Trees.given("url", url, "description", description)));
  }

  /// Describes a tag. Tags stand in the document in the order in which they are described, before
  /// those that are only used.
  ///
  /// @param name the tag, as [dev.lodestar.Layer#tags(String...)] says it
  /// @param description CommonMark
  /// @return the configuration with it
  public OpenApi withTag(String name, String description) {
    checkText("tag", name);
    return with(
        changed -> changed.tags.put(name, Trees.given("name", name, "description", description)));
  }

  /// Describes a security scheme, so that layers can require it by its name with
  /// [dev.lodestar.Layer#security(String, String...)]. `bearer` and `basic` are known without.
  ///
  /// @param name letters, digits, `.`, `-` and `_`
  /// @param scheme what it is
  /// @return the configuration with it
  /// @throws IllegalArgumentException if the name has other characters
  public OpenApi withSecurityScheme(String name, SecurityScheme scheme) {
    requireNonNull(scheme, "scheme");
    Trees.checkComponentName("security scheme", name);
    return with(changed -> changed.schemes.put(name, scheme));
  }

  /// Describes a request that the application sends by itself when something happens.
  ///
  /// @param name what it is called, for instance `widgetSold`
  /// @param method the request method, mostly POST
  /// @param body the type of what is sent as JSON
  /// @param description when it is sent, CommonMark
  /// @return the configuration with it
  public OpenApi withWebhook(String name, HttpMethod method, Type body, String description) {
    checkText("name of the webhook", name);
    var webhook = new Webhook(name, method, body, description);
    return with(changed -> changed.webhooks.add(webhook));
  }

  /// Describes a type by a schema of your own, wherever values of it are taken or answered. A type
  /// can also bring its schema along, see [dev.lodestar.schema.Schemas.Builder#custom].
  ///
  /// @param type the class
  /// @param schema what its values look like
  /// @return the configuration with it
  public OpenApi withSchema(Class<?> type, Schema schema) {
    requireNonNull(type, "type");
    requireNonNull(schema, "schema");
    return with(changed -> changed.schemas.put(type, schema));
  }

  /// Says whether examples are made for what has none. By default they are made in [debug
  /// mode][dev.lodestar.App.Builder#debug(boolean)] only.
  ///
  /// @param generated whether they are
  /// @return the configuration with it
  public OpenApi withExamples(boolean generated) {
    return with(changed -> changed.examples = Optional.of(generated));
  }

  /// Says which examples are made: equal seeds give equal ones.
  ///
  /// @param seed any number; 10 by default
  /// @return the configuration with it
  public OpenApi withSeed(long seed) {
    return with(changed -> changed.seed = seed);
  }

  /// Says below which path document and UIs are served.
  ///
  /// @param path one or more segments of letters, digits, `.`, `_`, `~` and `-`; [#DEFAULT_PATH] by
  ///   default
  /// @return the configuration with it
  /// @throws IllegalArgumentException if it is no such path
  public OpenApi withPath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "The path \""
              + path
              + "\" cannot be that of the OpenAPI document; write one such as \"/schema\" or"
              + " \"/docs/api\", without parameters.");
    }
    return with(changed -> changed.path = path);
  }

  /// Adds guards of the document and the UIs, beside those of the application's own layer.
  ///
  /// @param guards the guards, in the order in which they run
  /// @return the configuration with them
  public OpenApi withGuard(Guard... guards) {
    return with(changed -> changed.guards.addAll(List.of(guards)));
  }

  /// Names the UIs, the default one first. Without this, those are offered that are found as
  /// services.
  ///
  /// @param uis the UIs, each with another name
  /// @return the configuration with them
  /// @throws IllegalArgumentException if there is none, or two have the same name
  public OpenApi withUis(SchemaUi... uis) {
    if (uis.length == 0) {
      throw new IllegalArgumentException("withUis names no UI; name one, or use withoutUis().");
    }
    Uis.check(List.of(uis));
    return with(changed -> changed.uis = Optional.of(List.of(uis)));
  }

  /// Offers no UI: the document alone is served.
  ///
  /// @return the configuration
  public OpenApi withoutUis() {
    return with(changed -> changed.uis = Optional.of(List.of()));
  }

  /// Serves neither the document nor UIs. [dev.lodestar.App#openApi()] still returns it.
  ///
  /// @return the configuration
  public OpenApi withoutServing() {
    return with(changed -> changed.served = false);
  }

  /// Names the operations that say no id themselves.
  ///
  /// @param naming gives the id of an operation, or nothing for the usual one. Of several
  ///   operations with the same id all but the first get a longer one
  /// @return the configuration with it
  public OpenApi withOperationIds(Function<RouteMetadata, Optional<String>> naming) {
    requireNonNull(naming, "naming");
    return with(changed -> changed.operationIds = naming);
  }

  /// Changes the finished document: the last word on all of it. Several are called in the order in
  /// which they were added.
  ///
  /// @param transform changes the tree, whose maps and lists can be modified; what it leaves has to
  ///   be a tree as [OpenApiDocument#of(Map)] takes it
  /// @return the configuration with it
  public OpenApi withTransform(Consumer<Map<String, @Nullable Object>> transform) {
    requireNonNull(transform, "transform");
    return with(changed -> changed.transforms.add(transform));
  }

  /// Returns the info object of the document.
  ///
  /// @return title, version and what else was said
  public Map<String, @Nullable Object> info() {
    return Collections.unmodifiableMap(said.info);
  }

  /// Returns the servers.
  ///
  /// @return server objects; empty if none were named
  public List<Map<String, @Nullable Object>> servers() {
    return Collections.unmodifiableList(said.servers);
  }

  /// Returns where there is more to read.
  ///
  /// @return an external documentation object
  public Optional<Map<String, @Nullable Object>> externalDocs() {
    return said.externalDocs;
  }

  /// Returns the tags that are described.
  ///
  /// @return tag objects by name, in their order
  public Map<String, Map<String, @Nullable Object>> tags() {
    return Collections.unmodifiableMap(said.tags);
  }

  /// Returns the security schemes that are described.
  ///
  /// @return schemes by name
  public Map<String, SecurityScheme> securitySchemes() {
    return Collections.unmodifiableMap(said.schemes);
  }

  /// Returns the webhooks.
  ///
  /// @return the webhooks, in their order
  public List<Webhook> webhooks() {
    return Collections.unmodifiableList(said.webhooks);
  }

  /// Returns the schemas of types that are not made of these.
  ///
  /// @return schemas by class
  public Map<Class<?>, Schema> schemas() {
    return Collections.unmodifiableMap(said.schemas);
  }

  /// Returns whether examples are made.
  ///
  /// @return nothing if debug mode decides
  public Optional<Boolean> examples() {
    return said.examples;
  }

  /// Returns the seed of examples.
  ///
  /// @return the seed
  public long seed() {
    return said.seed;
  }

  /// Returns the path below which document and UIs are served.
  ///
  /// @return begins with a slash and ends without
  public String path() {
    return said.path;
  }

  /// Returns the guards of the document and the UIs.
  ///
  /// @return the guards, in the order in which they run
  public List<Guard> guards() {
    return Collections.unmodifiableList(said.guards);
  }

  /// Returns the UIs.
  ///
  /// @return the UIs, the default one first; nothing if those are offered that are found
  public Optional<List<SchemaUi>> uis() {
    return said.uis;
  }

  /// Returns whether document and UIs are served.
  ///
  /// @return whether they are
  public boolean isServed() {
    return said.served;
  }

  /// Returns what names operations.
  ///
  /// @return gives the id of an operation, or nothing for the usual one
  public Function<RouteMetadata, Optional<String>> operationIds() {
    return said.operationIds;
  }

  /// Returns what changes the finished document.
  ///
  /// @return the changes, in the order in which they are made
  public List<Consumer<Map<String, @Nullable Object>>> transforms() {
    return Collections.unmodifiableList(said.transforms);
  }

  /// Returns title and version.
  @Override
  public String toString() {
    return said.info.get("title") + " " + said.info.get("version");
  }
}

package dev.lodestar.configuration;

import static java.util.Objects.requireNonNull;

import dev.lodestar.configuration.Binding.Scope;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.json.Json;
import dev.lodestar.log.LogSettings;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The configuration of an application: what files, profiles, environment variables, system
/// properties and arguments say, in this order, the later before the earlier; bound to records by
/// the type model and the constraints that JSON has.
///
/// ```java
/// record ShopSettings(String title, @Default("20") @Max(100) int pageSize, Database database) {}
/// record Database(URI url, Optional<Secret> password) {}
///
/// var settings = Configuration.load(args).bind("shop", ShopSettings.class);
/// ```
///
/// The value `shop.database.url` is taken from the highest of these places that gives it:
///
/// | from the highest | example |
/// |---|---|
/// | what the program gives, for tests | `configuration.with(Map.of("shop.database.url", …))` |
/// | the command line | `--set shop.database.url=…` |
/// | system properties | `-Dapp.shop.database.url=…` |
/// | environment variables | `APP_SHOP_DATABASE_URL`, or `APP_SHOP_DATABASE_URL_FILE` |
/// | the file `.env`, for development | `APP_SHOP_DATABASE_URL=…` |
/// | the file of each profile, the last first | `lodestar-prod.toml` |
/// | the file | `lodestar.toml` |
/// | the record itself | `@Default` |
///
/// What is wrong is collected, with the file, line and column, or the variable, of each value.
///
/// Files are read when the configuration is loaded. It remembers what was bound or declared, and is
/// otherwise immutable. Thread-safe.
public final class Configuration {
  /// What the names of environment variables begin with, unless the program says otherwise.
  public static final String DEFAULT_PREFIX = "APP";

  /// How many bytes a file of a configuration may have, and a file that a variable or a secret
  /// names.
  public static final int MAX_FILE_SIZE = FileText.MAX_FILE_SIZE;

  private static final String SERVER = "server";

  /// The table of the developer's tools, which the application has no part in.
  private static final String DEV = "dev";

  private final Builder builder;
  private final Loading.Settings settings;
  private final Loading.Loaded loaded;
  private final List<StartupProblem> loadProblems;
  private final boolean incomplete;
  private final Json json;
  private final Map<Scope, Binding> bindings = new LinkedHashMap<>();
  private @Nullable Binding server;
  private @Nullable Binding logging;

  private Configuration(Builder builder) {
    this.builder = builder;
    this.settings = builder.settings();
    this.json = builder.json.toBuilder().refuseUnknownFields(true).build();
    var problems = new Problems();
    this.loaded = Loading.load(settings, problems);
    this.loadProblems = List.copyOf(problems.found());
    this.incomplete = problems.isIncomplete();
  }

  /// Loads the configuration of this process. Whatever is wrong with it is told when something is
  /// bound, or by [#problems()].
  ///
  /// @param arguments the arguments of the command line, of which `--config FILE`, `--profile NAME`
  ///   and `--set NAME=VALUE` count
  /// @return the configuration
  public static Configuration load(String... arguments) {
    return builder().arguments(List.of(arguments)).load();
  }

  /// Makes a configuration of values alone, without files, variables, properties and arguments: for
  /// tests.
  ///
  /// @param values texts by their names, such as `shop.database.url`
  /// @return the configuration
  public static Configuration of(Map<String, String> values) {
    return builder().isolated().values(values).load();
  }

  /// Returns a builder, for configuration that is found elsewhere than by default.
  ///
  /// @return a new builder
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the same configuration in which some values are others, before all other places.
  ///
  /// @param values texts by their names, such as `shop.database.url`
  /// @return a new configuration that was loaded anew, and has bound nothing
  public Configuration with(Map<String, String> values) {
    return builder.copy().values(values).load();
  }

  /// Binds a table to a type.
  ///
  /// Keys that the type does not have are refused. A component is required unless it has a
  /// [default][dev.lodestar.model.Default], is an `Optional` or nullable; a table whose components
  /// are all not required need not be given itself, nor a map.
  ///
  /// @param <T> the type
  /// @param table the name of the table, such as `shop`; not `server` or `logging`, which
  ///   [#serverOptions()] and [#logSettings()] read
  /// @param type a record, or anything else that JSON objects can be read as
  /// @return the value
  /// @throws StartupException if there are problems; it lists all of this table, and all with files
  ///   and arguments
  /// @throws IllegalArgumentException if the name of the table is blank, `server` or `logging`
  public <T> T bind(String table, Class<T> type) {
    return value(scopeOf(table, type), type);
  }

  /// Binds all of the configuration but the tables `server`, `logging` and `dev` to a type, so that
  /// its tables are components of the type. The table `dev` is that of `lodestar dev`.
  ///
  /// @param <T> the type
  /// @param type a record, or anything else that JSON objects can be read as
  /// @return the value
  /// @throws StartupException as [#bind(String, Class)] does
  public <T> T bind(Class<T> type) {
    return value(scopeOfAll(type), type);
  }

  /// Remembers that a table will be bound, so that [#problems()], [#warnings()] and [#entries()]
  /// know of it.
  ///
  /// @param table as [#bind(String, Class)] takes it
  /// @param type as there
  /// @return this
  /// @throws IllegalArgumentException if the name of the table is blank, `server` or `logging`
  public Configuration declare(String table, Class<?> type) {
    binding(scopeOf(table, type));
    return this;
  }

  /// Remembers that all of the configuration will be bound, as [#declare(String, Class)] does.
  ///
  /// @param type as [#bind(Class)] takes it
  /// @return this
  public Configuration declare(Class<?> type) {
    binding(scopeOfAll(type));
    return this;
  }

  /// Returns the options of the server: the table `server`, whose variables begin with `LODESTAR_`
  /// and whose system properties with `lodestar.server.`; and the access log of the table
  /// `logging`.
  ///
  /// @return the options
  /// @throws StartupException if there are problems with it, or with files and arguments
  public synchronized ServerOptions serverOptions() {
    var binding = server();
    var problems = new ArrayList<>(binding.problems());
    problems.addAll(logging().problems());
    throwIfAny(problems);
    var options = (ServerOptions) binding.value().orElseThrow();
    return said().access().map(options::withAccessLog).orElse(options);
  }

  /// Returns what the table `logging` says to the back end of SLF4J, whose variables begin with
  /// `LODESTAR_LOGGING_` and whose system properties with `lodestar.logging.`.
  ///
  /// @return the settings; nothing if it says nothing
  /// @throws StartupException if there are problems with it, or with files and arguments
  public synchronized Optional<LogSettings> logSettings() {
    throwIfAny(logging().problems());
    return said().settings();
  }

  private LoggingBinding said() {
    return (LoggingBinding) logging().value().orElseThrow();
  }

  /// Returns the active profiles.
  ///
  /// @return their names, in the order in which their files are read
  public List<String> profiles() {
    return loaded.profiles();
  }

  /// Returns the files that were read, from the lowest to the highest.
  ///
  /// @return their paths, relative to the working directory where they lie in it
  public List<String> files() {
    return loaded.shown();
  }

  /// Returns everything that is wrong: with files and arguments, with what was bound or declared,
  /// with the tables `server` and `logging`, and tables that nothing reads.
  ///
  /// @return the problems, usually none
  public synchronized List<StartupProblem> problems() {
    var all = new LinkedHashSet<>(loadProblems);
    for (var binding : bindings.values()) {
      all.addAll(binding.problems());
    }
    all.addAll(server().problems());
    all.addAll(logging().problems());
    all.addAll(unknownTables());
    return List.copyOf(all);
  }

  /// Returns what is probably a mistake, and need not be one: environment variables and system
  /// properties with the prefix of the application, or that of Lodestar, that nothing reads.
  ///
  /// @return sentences, usually none
  public synchronized List<String> warnings() {
    var all = new ArrayList<>(bindings.values());
    all.add(server());
    all.add(logging());
    return Warnings.of(settings, loaded, builder.prefix, all);
  }

  /// Returns the values of everything that was bound or declared, and of the tables `server` and
  /// `logging`, with their places; secrets are masked.
  ///
  /// @return the values in the order of their types
  public synchronized List<ConfigurationEntry> entries() {
    var entries = new ArrayList<ConfigurationEntry>();
    var all = new ArrayList<>(bindings.values());
    all.add(server());
    all.add(logging());
    for (var binding : all) {
      binding
          .use()
          .ifPresent(use ->
              entries.addAll(Shown.of(use.model(), binding.tree(), binding.scope().table())));
    }
    return List.copyOf(entries);
  }

  /// Whether this configuration was loaded with what arguments say about it.
  ///
  /// @param arguments the arguments of a command line
  /// @return `false` if they name another file, profile or value
  public boolean knows(List<String> arguments) {
    var theirs = Arguments.of(arguments);
    return theirs.isEmpty() || settings.arguments().saysTheSame(theirs);
  }

  private Scope scopeOf(String table, Class<?> type) {
    if (table.isBlank()
        || table.equals(SERVER)
        || table.equals(LoggingBinding.TABLE)
        || table.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "The table is '"
              + table
              + "', but it is a name without dots, and not 'server' or 'logging', which"
              + " serverOptions() and logSettings() read.");
    }
    return Scope.of(table, type, builder.prefix, Set.of());
  }

  private Scope scopeOfAll(Class<?> type) {
    return Scope.of("", type, builder.prefix, Set.of(SERVER, LoggingBinding.TABLE, DEV));
  }

  private <T> T value(Scope scope, Class<T> type) {
    var binding = binding(scope);
    throwIfAny(binding.problems());
    return type.cast(binding.value().orElseThrow());
  }

  private void throwIfAny(List<StartupProblem> problems) {
    var all = new ArrayList<>(loadProblems);
    all.addAll(problems);
    if (!all.isEmpty()) {
      throw new StartupException(all);
    }
  }

  private synchronized Binding binding(Scope scope) {
    var known = bindings.get(scope);
    if (known == null) {
      known = Binding.of(scope, json, settings, loaded, incomplete);
      bindings.put(scope, known);
    }
    return known;
  }

  private Binding server() {
    var known = server;
    if (known == null) {
      known = ServerBinding.bind(settings, loaded, incomplete);
      server = known;
    }
    return known;
  }

  private Binding logging() {
    var known = logging;
    if (known == null) {
      known = LoggingBinding.bind(settings, loaded, incomplete);
      logging = known;
    }
    return known;
  }

  private List<StartupProblem> unknownTables() {
    var known = new ArrayList<String>();
    for (var scope : bindings.keySet()) {
      if (scope.table().isEmpty()) {
        return List.of(); // it has told all
      }
      known.add(scope.table());
    }
    known.add(SERVER);
    known.add(LoggingBinding.TABLE);
    var problems = new Problems();
    for (var root : List.of(loaded.files(), loaded.arguments(), loaded.given())) {
      for (var key : root.entries().keySet()) {
        if (!known.contains(key) && !key.equals(DEV)) {
          Rendering.unknown(problems, Paths.child("", key), key, root.placeOf(key), known);
        }
      }
    }
    return problems.found();
  }

  /// Says where a configuration is found. Not thread-safe.
  public static final class Builder {
    private Path directory = Path.of("");
    private Optional<Path> file = Optional.empty();
    private Optional<List<String>> profiles = Optional.empty();
    private Optional<Boolean> dotenv = Optional.empty();
    private String prefix = DEFAULT_PREFIX;
    private @Nullable Map<String, String> environment;
    private @Nullable Map<String, String> properties;
    private List<String> arguments = List.of();
    private Map<String, String> values = Map.of();
    private Json json = Json.standard();
    private boolean isolated;

    private Builder() {}

    /// Looks for files in another directory than the working directory.
    ///
    /// @param directory the directory; names of files are relative to it
    /// @return this
    public Builder directory(Path directory) {
      this.directory = requireNonNull(directory, "directory");
      return this;
    }

    /// Reads this file instead of `lodestar.toml` or `lodestar.properties`, unless `--config`,
    /// `lodestar.config` or `LODESTAR_CONFIG` names another one. Profiles lie beside it.
    ///
    /// @param file the file, which has to be there
    /// @return this
    public Builder file(Path file) {
      this.file = Optional.of(directory.resolve(file));
      return this;
    }

    /// Names the profiles that are active unless arguments, `lodestar.profile` or
    /// `LODESTAR_PROFILE` name others.
    ///
    /// @param profiles their names; the files of later ones count before those of earlier ones
    /// @return this
    public Builder profiles(String... profiles) {
      this.profiles = Optional.of(List.of(profiles));
      return this;
    }

    /// Says whether the file `.env` is read. Without this it is read if the profile `dev` is active
    /// or `LODESTAR_DEBUG` turns debug mode on.
    ///
    /// @param dotenv whether it is read
    /// @return this
    public Builder dotenv(boolean dotenv) {
      this.dotenv = Optional.of(dotenv);
      return this;
    }

    /// Lets the names of environment variables begin with something else than `APP`, and those of
    /// system properties with the same in lower case.
    ///
    /// @param prefix upper-case letters, digits and `_`, such as `SHOP`
    /// @return this
    /// @throws IllegalArgumentException if it is not made of these, or is `LODESTAR`
    public Builder prefix(String prefix) {
      var valid = !prefix.isEmpty() && Character.isUpperCase(prefix.charAt(0));
      for (var i = 0; i < prefix.length(); i++) {
        var c = prefix.charAt(i);
        valid &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      }
      if (!valid || prefix.endsWith("_") || prefix.equals("LODESTAR")) {
        throw new IllegalArgumentException(
            "The prefix is '"
                + prefix
                + "', but it is made of upper-case letters, digits and '_', such as SHOP, and not"
                + " LODESTAR.");
      }
      this.prefix = prefix;
      return this;
    }

    /// Takes other environment variables than those of the process.
    ///
    /// @param environment values by their names
    /// @return this
    public Builder environment(Map<String, String> environment) {
      this.environment = Map.copyOf(environment);
      return this;
    }

    /// Takes other system properties than those of the process.
    ///
    /// @param properties values by their names
    /// @return this
    public Builder properties(Map<String, String> properties) {
      this.properties = Map.copyOf(properties);
      return this;
    }

    /// Takes the arguments of a command line, of which `--config FILE`, `--profile NAME` and `--set
    /// NAME=VALUE` count.
    ///
    /// @param arguments all of them
    /// @return this
    public Builder arguments(List<String> arguments) {
      this.arguments = List.copyOf(arguments);
      return this;
    }

    /// Gives values that count before all others: for tests.
    ///
    /// @param values texts by their names, such as `shop.database.url`, in addition to those given
    ///   before
    /// @return this
    public Builder values(Map<String, String> values) {
      var all = new TreeMap<>(this.values);
      all.putAll(values);
      this.values = all;
      return this;
    }

    /// Reads values as these codecs do: with their converters, mappings, naming and constraints.
    ///
    /// @param json the codecs
    /// @return this
    public Builder json(Json json) {
      this.json = requireNonNull(json, "json");
      return this;
    }

    /// Loads the configuration.
    ///
    /// @return the configuration, whatever is wrong with it
    public Configuration load() {
      return new Configuration(copy());
    }

    private Builder isolated() {
      isolated = true;
      environment = Map.of();
      properties = Map.of();
      return this;
    }

    private Builder copy() {
      var copy = new Builder();
      copy.directory = directory;
      copy.file = file;
      copy.profiles = profiles;
      copy.dotenv = dotenv;
      copy.prefix = prefix;
      copy.environment = environment;
      copy.properties = properties;
      copy.arguments = arguments;
      copy.values = values;
      copy.json = json;
      copy.isolated = isolated;
      return copy;
    }

    private Loading.Settings settings() {
      return new Loading.Settings(
          directory,
          file,
          profiles,
          isolated ? Optional.of(false) : dotenv,
          environment == null ? System.getenv() : environment,
          properties == null ? systemProperties() : properties,
          Arguments.of(arguments),
          values,
          !isolated);
    }

    private static Map<String, String> systemProperties() {
      var all = System.getProperties();
      var copy = new HashMap<String, String>();
      for (var name : new HashSet<>(all.stringPropertyNames())) {
        copy.put(name, all.getProperty(name, ""));
      }
      return copy;
    }
  }

  /// The property that belongs to a variable's prefix.
  static String propertyPrefix(String prefix) {
    return prefix.toLowerCase(Locale.ROOT).replace('_', '.');
  }
}

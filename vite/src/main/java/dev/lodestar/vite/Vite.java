package dev.lodestar.vite;

import dev.lodestar.App;
import dev.lodestar.Plugin;
import dev.lodestar.RequestHandler;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provider;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Serves what Vite has built, and writes the tags with which pages load it. Immutable; every
/// method returns a new object.
///
/// ```java
/// Lodestar.app().plugin(Vite.directory(Path.of("dist")).spa());                 // index.html is the page
/// Lodestar.app().plugin(Vite.resources(App.class, "web").entries("src/main.ts"));   // pages of the application
/// ```
///
/// - `.vite/manifest.json` or `manifest.json` of the folder is read once, when the application is
///   built; `build: { manifest: true }` has Vite write it. If it is missing, or has no such entry,
///   the application does not start.
/// - The files of the folder are served below the base. Those with a hash in their names may be
///   kept for a year. Routes of the application come first.
/// - [ViteAssets] is provided as a dependency, for the tags of pages.
///
/// In development, that is, if the environment variable `LODESTAR_VITE` is `dev`, as `lodestar dev`
/// sets it, nothing of the folder is needed or served, and the tags are those of Vite's development
/// server on the same port. If the variable is an address, such as `http://localhost:5173`, the
/// tags name that server.
public final class Vite implements Plugin {
  /// The most bytes of a manifest: 16 MiB. A longer one is a problem at start.
  public static final int MAX_MANIFEST_SIZE = 16 << 20;

  static final String VARIABLE = "LODESTAR_VITE";

  private final Supplier<StaticFiles> files;
  private final String place;
  private final Settings settings;

  /// What there is to choose. Changed only while it is copied for another plugin.
  private static final class Settings {
    private List<String> entries = List.of();
    private String base = "/";
    private Optional<List<String>> spa = Optional.empty();
    private boolean react;
    private boolean integrity;
    private UnaryOperator<StaticFiles> change = UnaryOperator.identity();
    private Map<String, String> environment = System.getenv();

    Settings copy() {
      var copy = new Settings();
      copy.entries = entries;
      copy.base = base;
      copy.spa = spa;
      copy.react = react;
      copy.integrity = integrity;
      copy.change = change;
      copy.environment = environment;
      return copy;
    }
  }

  private Vite(Supplier<StaticFiles> files, String place, Settings settings) {
    this.files = files;
    this.place = place;
    this.settings = settings;
  }

  /// Serves a folder that Vite has written, its `build.outDir`. It need not be there before the
  /// application is built, and in development not at all.
  ///
  /// @param folder the folder; a relative one lies below the working directory
  /// @return the plugin
  public static Vite directory(Path folder) {
    return new Vite(() -> StaticFiles.directory(folder), folder.toString(), new Settings());
  }

  /// Serves a folder of resources, into which the build has put what Vite has written.
  ///
  /// @param anchor a class that lies beside the folder; see [StaticFiles#resources]
  /// @param folder the folder, from the root of the archive: `web`
  /// @return the plugin
  public static Vite resources(Class<?> anchor, String folder) {
    return new Vite(() -> StaticFiles.resources(anchor, folder), folder, new Settings());
  }

  /// Names the entries that pages will ask for, so that the application does not start if one of
  /// them, or a file that it needs, is missing.
  ///
  /// @param entries the source files as Vite calls them: `src/main.ts`
  /// @return the new plugin
  public Vite entries(String... entries) {
    return with(settings -> settings.entries = List.of(entries));
  }

  /// Says where the files are served: the `base` of Vite's configuration. The default is `/`.
  ///
  /// @param base a path that begins and ends with `/`; or an address, `https://cdn.example/shop/`,
  ///   where others serve the files, so that only tags are written
  /// @return the new plugin
  /// @throws IllegalArgumentException if it is neither
  public Vite base(String base) {
    var isAddress = base.startsWith("https://") || base.startsWith("http://");
    if (!base.endsWith("/") || base.startsWith("//") || !(base.startsWith("/") || isAddress)) {
      throw new IllegalArgumentException(
          "The base is '"
              + base
              + "'; expected a path that begins and ends with '/', such as '/assets/', or an"
              + " address that ends with it.");
    }
    return with(settings -> settings.base = base);
  }

  /// Answers with `index.html` where the browser shows an application that knows its paths itself:
  /// for GET and HEAD of clients that ask for HTML by name, and for a path whose last name has no
  /// dot; see [StaticFiles#fallback(String, String...)]. `/api` and everything below it is left
  /// out.
  ///
  /// @return the new plugin
  public Vite spa() {
    return spa("/api");
  }

  /// Answers with `index.html`, as [#spa()] does, with other paths left out.
  ///
  /// @param except paths below the base that are never answered so, with everything below them:
  ///   what no route takes there is a 404, whatever the method
  /// @return the new plugin
  public Vite spa(String... except) {
    return with(settings -> settings.spa = Optional.of(List.of(except)));
  }

  /// Lets the tags of development prepare pages for React, whose components are then replaced
  /// without losing their state. Pages that Vite serves itself, as with [#spa()], do not need it.
  ///
  /// @return the new plugin
  public Vite react() {
    return with(settings -> settings.react = true);
  }

  /// Writes `integrity` with the SHA-384 of each file into the tags, so that browsers refuse a file
  /// that somebody has changed on the way. The files are read when the application is built.
  ///
  /// @return the new plugin
  public Vite integrity() {
    return with(settings -> settings.integrity = true);
  }

  /// Changes how the files are served, for instance with [StaticFiles#precompressed()].
  ///
  /// @param change returns what is to serve them
  /// @return the new plugin
  public Vite files(UnaryOperator<StaticFiles> change) {
    var before = settings.change;
    return with(settings -> settings.change = files -> change.apply(before.apply(files)));
  }

  /// Takes `LODESTAR_VITE` from other environment variables than those of the process, for tests.
  ///
  /// @param environment values by their names
  /// @return the new plugin
  public Vite environment(Map<String, String> environment) {
    return with(settings -> settings.environment = Map.copyOf(environment));
  }

  private Vite with(Consumer<Settings> change) {
    var changed = settings.copy();
    change.accept(changed);
    return new Vite(files, place, changed);
  }

  /// Reads the manifest and checks the entries, for programs that need the tags without the plugin.
  ///
  /// @return what pages have to know
  /// @throws StartupException if the manifest or an entry is missing; it lists all problems
  public ViteAssets assets() {
    return development().<ViteAssets>map(base -> base).orElseGet(() -> build().assets());
  }

  private Build build() {
    return Build.of(files, place, settings.entries, settings.base, settings.integrity);
  }

  private Optional<ViteAssets.Development> development() {
    var value = settings.environment.getOrDefault(VARIABLE, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var path = settings.base.startsWith("/") ? settings.base : "/";
    if (value.equals("dev")) {
      return Optional.of(new ViteAssets.Development(path, settings.react));
    }
    if (!value.startsWith("http://") && !value.startsWith("https://")) {
      throw new StartupException(
          List.of(
              new StartupProblem(
                  "vite-variable",
                  "the environment variable " + VARIABLE,
                  "It is '" + value + "'.",
                  "Set it to 'dev', or to the address of Vite's development server, such as"
                      + " http://localhost:5173; or remove it.")));
    }
    var server = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    return Optional.of(new ViteAssets.Development(server + path, settings.react));
  }

  /// Mounts the files and provides [ViteAssets].
  ///
  /// @throws StartupException as [#assets()] does, or if there is no `index.html` for [#spa()]
  @Override
  public void install(App.Builder app) {
    var development = development();
    if (development.isPresent()) {
      app.provide(Provider.ofInstance(ViteAssets.class, development.get()));
      leaveOut(app);
      return;
    }
    var build = build();
    var problems = new ArrayList<>(build.problems());
    if (settings.spa.isPresent() && settings.base.startsWith("/")) {
      build.missingPage().ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new StartupException(problems);
    }
    app.provide(Provider.ofInstance(ViteAssets.class, build.assets()));
    if (settings.base.startsWith("/")) {
      app.mount(settings.base, new BuiltFiles(served(build), settings.spa.orElse(List.of())));
    }
  }

  /// Vite would answer with its page what nobody has a route for, and a client that has asked for
  /// JSON would get HTML with status 200, but only in development.
  private void leaveOut(App.Builder app) {
    if (settings.base.startsWith("/")) {
      var base = withoutSlash(settings.base);
      for (var except : settings.spa.orElse(List.of())) {
        var path = base + withoutSlash(except);
        if (!path.isEmpty()) {
          app.mount(path, new Nothing());
        }
      }
    }
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// Says that nothing is there.
  private record Nothing() implements RequestHandler {
    @Override
    public Response<?> handle(Request request) {
      throw HttpException.notFound("There is nothing at this address.");
    }
  }

  private StaticFiles served(Build build) {
    var served = build.files();
    return settings.change.apply(
        settings
            .spa
            .map(except -> served.fallback(Build.PAGE, except.toArray(String[]::new)))
            .orElseGet(served::withoutIndex));
  }

  /// Returns `Vite` with the base, so that an application may have several.
  @Override
  public String name() {
    return "Vite at " + settings.base;
  }
}

package dev.lodestar.files;

import dev.lodestar.RequestHandler;
import dev.lodestar.files.Root.Regular;
import dev.lodestar.http.AcceptEncoding;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Serves the files of folders and of the class path, to be mounted below a path. Immutable and
/// thread-safe; every method returns a new object.
///
/// ```java
/// app.mount("/assets", StaticFiles.directory(Path.of("public")));
/// app.mount("/", StaticFiles.resources(App.class, "web").fallback("index.html", "/api"));
/// ```
///
/// Everything that [FileBody] does for one file happens here: media types by name, entity tags,
/// 304, ranges. Files are looked at for each request, so a change is seen at once. Besides:
///
/// - A folder is answered with its `index.html`; without a `/` at the end the client is sent there
///   first. Folders are never listed.
/// - Where nothing is found, `404.html` of the folder is sent with status 404 to clients that take
///   HTML; otherwise the answer is the application's usual 404.
/// - Files with a hash in their names may be kept for a year; everything else is asked about before
///   each use (`no-cache`).
/// - Names that start with a dot are not there, but for `.well-known`; neither are symbolic links,
///   nor what lies behind them.
/// - GET and HEAD are answered, OPTIONS tells so, and all else is a 405.
///
/// No path leads out of the folder: it is decoded once and strictly, and every name in it must be
/// one that stands for itself.
public final class StaticFiles implements RequestHandler {
  private static final String ALLOWED = "GET, HEAD, OPTIONS";
  private static final CacheControl FOR_A_YEAR =
      CacheControl.publicly().maxAge(Duration.ofDays(365)).immutable();
  private static final List<MediaType> PAGE_OR_ELSE =
      List.of(MediaType.OCTET_STREAM, MediaType.HTML);

  private final List<Root> roots;
  private final Settings settings;

  private StaticFiles(List<Root> roots, Settings settings) {
    this.roots = roots;
    this.settings = settings;
  }

  /// What there is to choose; names of files are paths below the folders. Changed only while it is
  /// copied for another handler.
  private static final class Settings {
    private Optional<String> index = Optional.of("index.html");
    private List<String> notFoundPage = List.of("404.html");
    private List<String> fallback = List.of();
    private List<List<String>> withoutFallback = List.of();
    private CacheControl cacheControl = CacheControl.noCache();
    private Predicate<String> isImmutable =
        path -> HashedNames.matches(path.substring(path.lastIndexOf('/') + 1));
    private boolean precompressed;
    private Symlinks symlinks = Symlinks.REFUSED;
    private boolean showsHidden;
    private boolean asDownloads;

    Settings copy() {
      var copy = new Settings();
      copy.index = index;
      copy.notFoundPage = notFoundPage;
      copy.fallback = fallback;
      copy.withoutFallback = withoutFallback;
      copy.cacheControl = cacheControl;
      copy.isImmutable = isImmutable;
      copy.precompressed = precompressed;
      copy.symlinks = symlinks;
      copy.showsHidden = showsHidden;
      copy.asDownloads = asDownloads;
      return copy;
    }
  }

  /// Serves a folder.
  ///
  /// @param folder the folder, of any file system; a relative one lies below the working directory
  /// @return the handler
  /// @throws IllegalArgumentException if it is no folder
  public static StaticFiles directory(Path folder) {
    return new StaticFiles(List.of(rootOf(folder)), new Settings());
  }

  /// Serves a folder of resources.
  ///
  /// The folder is searched first in the jar, folder or module of a class, then on its class path,
  /// then, if the program is run from its source file, beside that. In a folder, files are served
  /// as [#directory(Path)] does. What lies in an archive or in a run-time image is read once for an
  /// entity tag of its content, since its time says nothing, and has no `Last-Modified`. An archive
  /// stays open as long as the handler is in use; a run-time image needs the module `jdk.zipfs` to
  /// read archives.
  ///
  /// @param anchor a class that lies beside the folder
  /// @param folder the folder, from the root of the archive: `web`
  /// @return the handler
  /// @throws IllegalArgumentException if there is no such folder
  public static StaticFiles resources(Class<?> anchor, String folder) {
    return new StaticFiles(List.of(ResourceFolders.find(anchor, folder)), new Settings());
  }

  private static Root rootOf(Path folder) {
    var absolute = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      throw new IllegalArgumentException(
          "There is no folder "
              + absolute
              + (Files.exists(absolute)
                  ? "; this is a file."
                  : "; create it, or serve another one."));
    }
    return Root.changing(absolute);
  }

  /// Serves another folder too: where the folders before have nothing.
  ///
  /// @param folder the folder
  /// @return the new handler
  /// @throws IllegalArgumentException if it is no folder
  public StaticFiles orDirectory(Path folder) {
    return with(rootOf(folder));
  }

  /// Serves another folder of resources too: where the folders before have nothing.
  ///
  /// @param anchor a class that lies beside the folder
  /// @param folder the folder, from the root of the archive
  /// @return the new handler
  /// @throws IllegalArgumentException if there is no such folder
  public StaticFiles orResources(Class<?> anchor, String folder) {
    return with(ResourceFolders.find(anchor, folder));
  }

  private StaticFiles with(Root root) {
    var more = new ArrayList<>(roots);
    more.add(root);
    return new StaticFiles(List.copyOf(more), settings);
  }

  /// Names the file that a folder is answered with. The default is `index.html`.
  ///
  /// @param name the name of the file, without folders
  /// @return the new handler
  /// @throws IllegalArgumentException if it is no name
  public StaticFiles index(String name) {
    if (namesOf(name).size() != 1) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a file.");
    }
    return index(Optional.of(name));
  }

  /// Has folders answered like everything that is not there.
  ///
  /// @return the new handler
  public StaticFiles withoutIndex() {
    return index(Optional.empty());
  }

  private StaticFiles index(Optional<String> name) {
    return with(settings -> settings.index = name);
  }

  /// Names the page that is sent, with status 404, where nothing is found. The default is
  /// `404.html`; if there is no such file, the answer is the application's usual 404.
  ///
  /// @param file the file, below one of the folders
  /// @return the new handler
  /// @throws IllegalArgumentException if it is no path of a file
  public StaticFiles notFoundPage(String file) {
    return with(settings -> settings.notFoundPage = namesOf(file));
  }

  /// Names the page of an application that runs in the browser and knows its paths itself: it is
  /// sent, with status 200, where nothing is found, but only to GET and HEAD of clients that ask
  /// for HTML by name, as browsers do for the address line. A path with a dot in its last name is
  /// never answered so: a script that is missing must not be answered with a page.
  ///
  /// @param file the page, below one of the folders: `index.html`
  /// @param except paths that are never answered so, with everything below them, segment by
  ///   segment: `/api` stands for `/api` and `/api/x`, not for `/apiary`
  /// @return the new handler
  /// @throws IllegalArgumentException if it is no path of a file, or a path to leave out does not
  ///   start with `/`
  public StaticFiles fallback(String file, String... except) {
    var prefixes = new ArrayList<List<String>>();
    for (var prefix : except) {
      if (!prefix.startsWith("/")) {
        throw new IllegalArgumentException(
            "The path '" + prefix + "' to leave out does not start with '/'.");
      }
      prefixes.add(namesOf(prefix));
    }
    return with(settings -> {
      settings.fallback = namesOf(file);
      settings.withoutFallback = List.copyOf(prefixes);
    });
  }

  private static List<String> namesOf(String path) {
    var absolute = path.startsWith("/") ? path : "/" + path;
    var names =
        RequestedPath.of(absolute.replace("%", "%25")).map(RequestedPath::names).orElse(List.of());
    if (names.isEmpty()) {
      throw new IllegalArgumentException("'" + path + "' is no path of a file below a folder.");
    }
    return names;
  }

  /// Says what caches may do with files that may change. The default is `no-cache`: keep them, and
  /// ask before each use.
  ///
  /// @param cacheControl the directives
  /// @return the new handler
  public StaticFiles cacheControl(CacheControl cacheControl) {
    return with(settings -> settings.cacheControl = cacheControl);
  }

  /// Says which files never change under their names, so that caches keep them for a year without
  /// asking (`public, max-age=31536000, immutable`). By default those whose name ends, before its
  /// extension, in `-` or `.` and a hash as build tools write it: at least eight letters and
  /// digits, so mixed that they can be no word, number, date, version or UUID.
  ///
  /// @param isImmutable is given the path of the file below the folder: `js/app-BX3kq9Lm.js`
  /// @return the new handler
  public StaticFiles immutable(Predicate<String> isImmutable) {
    return with(settings -> settings.isImmutable = isImmutable);
  }

  /// Sends a file that lies compressed beside itself, as `app.js.br`, `app.js.zst` or `app.js.gz`,
  /// to clients whose `Accept-Encoding` takes it; of several the one that the client wants most.
  /// Whoever compresses the files keeps them up to date.
  ///
  /// @return the new handler
  public StaticFiles precompressed() {
    return with(settings -> settings.precompressed = true);
  }

  /// Says what becomes of symbolic links. The default is [Symlinks#REFUSED].
  ///
  /// @param symlinks what becomes of them
  /// @return the new handler
  public StaticFiles symlinks(Symlinks symlinks) {
    return with(settings -> settings.symlinks = symlinks);
  }

  /// Serves names that start with a dot like all others. Without this, only those below
  /// `.well-known` at the root of a folder are (RFC 8615).
  ///
  /// @return the new handler
  public StaticFiles hiddenFiles() {
    return with(settings -> settings.showsHidden = true);
  }

  /// Has browsers save the files under their names instead of showing them.
  ///
  /// @return the new handler
  public StaticFiles downloads() {
    return with(settings -> settings.asDownloads = true);
  }

  private StaticFiles with(Consumer<Settings> change) {
    var changed = settings.copy();
    change.accept(changed);
    return new StaticFiles(roots, changed);
  }

  /// Answers with a file.
  ///
  /// @throws HttpException 404, if there is none; 405, if the method is not GET, HEAD or OPTIONS
  @Override
  public Response<?> handle(Request request) throws IOException {
    var method = request.method();
    if (method == HttpMethod.OPTIONS) {
      return Response.of(Status.NO_CONTENT).header("Allow", ALLOWED);
    }
    if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      throw HttpException.of(
              Status.METHOD_NOT_ALLOWED,
              method + " is not allowed here; allowed are " + ALLOWED + ".")
          .withHeader("Allow", ALLOWED);
    }
    var path = RequestedPath.of(request.path());
    if (path.isEmpty()) {
      return notFound(request);
    }
    var found = search(request, path.get());
    if (found.isPresent()) {
      return found.get();
    }
    return isForFallback(request, path.get()) ? fallback(request) : notFound(request);
  }

  private Optional<Response<?>> search(Request request, RequestedPath path) throws IOException {
    for (var root : roots) {
      var names = path.names();
      switch (find(root, names)) {
        case Regular file when !path.endsInSlash() -> {
          return Optional.of(send(request, file, names));
        }
        case Root.Folder _ when settings.index.isPresent() -> {
          var index = new ArrayList<>(names);
          index.add(settings.index.get());
          if (find(root, index) instanceof Regular file) {
            return Optional.of(isFolder(request) ? send(request, file, index) : toFolder(request));
          }
        }
        default -> {
          // the next folder may have it
        }
      }
    }
    return Optional.empty();
  }

  private Root.Found find(Root root, List<String> names) {
    return root.find(names, settings.symlinks, settings.showsHidden);
  }

  /// Finds a file as a request would, for programs that read what they serve.
  ///
  /// @param file the path below the folders, as it is and not encoded: `js/app.js`
  /// @return the file, of whatever file system the folder is; nothing if a request would not get it
  public Optional<Path> find(String file) {
    var absolute = file.startsWith("/") ? file : "/" + file;
    return RequestedPath.of(absolute.replace("%", "%25"))
        .filter(path -> !path.endsInSlash())
        .flatMap(path -> find(path.names()))
        .map(Regular::path);
  }

  private Optional<Regular> find(List<String> names) {
    for (var root : roots) {
      if (!names.isEmpty() && find(root, names) instanceof Regular file) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /// What the client sees ends in a slash, so that relative links of the page lead below it.
  private static boolean isFolder(Request request) {
    return originalPath(request).endsWith("/");
  }

  private static String originalPath(Request request) {
    var target = request.originalTarget();
    var question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /// Relative, and never with an empty name, so that it cannot lead to another host.
  private static Response<?> toFolder(Request request) {
    var path = originalPath(request);
    var name = path.substring(path.lastIndexOf('/') + 1);
    var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    return Response.of(Status.PERMANENT_REDIRECT)
        .header("Location", "./" + name + "/" + query)
        .header("Cache-Control", "no-cache");
  }

  private Response<FileBody> send(Request request, Regular file, List<String> names)
      throws IOException {
    if (!settings.precompressed) {
      return response(file, "", names);
    }
    var variants = variants(file, names);
    if (variants.isEmpty()) {
      return response(file, "", names);
    }
    var coding =
        AcceptEncoding.of(request.headers()).preferred(List.copyOf(variants.sequencedKeySet()));
    var response = response(coding.map(variants::get).orElse(file), coding.orElse(""), names);
    return coding
        .map(name -> response.header("Content-Encoding", name))
        .orElse(response)
        .vary("Accept-Encoding");
  }

  /// The compressed files beside a file, by their codings, in the order in which they are sent
  /// where a client wants them alike.
  private SequencedMap<String, Regular> variants(Regular file, List<String> names) {
    var variants = new LinkedHashMap<String, Regular>();
    for (var encoding : Encoding.values()) {
      var compressed = new ArrayList<>(names);
      compressed.set(names.size() - 1, names.getLast() + encoding.suffix);
      if (find(file.root(), compressed) instanceof Regular variant) {
        variants.put(encoding.coding, variant);
      }
    }
    return variants;
  }

  private Response<FileBody> response(Regular file, String encoding, List<String> names)
      throws IOException {
    var name = names.getLast();
    var immutable = settings.isImmutable.test(String.join("/", names));
    var body =
        file.body(encoding)
            .mediaType(MediaType.ofFileName(name))
            .cacheControl(immutable ? FOR_A_YEAR : settings.cacheControl);
    return Response.of(settings.asDownloads ? body.attachment(name) : body);
  }

  private boolean isForFallback(Request request, RequestedPath path) {
    if (settings.fallback.isEmpty() || path.looksLikeFile() || path.isHidden()) {
      return false;
    }
    for (var prefix : settings.withoutFallback) {
      if (path.isBelow(prefix)) {
        return false;
      }
    }
    return !request.accept().isAny()
        && request.accept().preferred(PAGE_OR_ELSE).equals(Optional.of(MediaType.HTML));
  }

  private Response<?> fallback(Request request) throws IOException {
    var page = find(settings.fallback);
    return page.isEmpty()
        ? notFound(request)
        : send(request, page.get(), settings.fallback).vary("Accept");
  }

  private Response<?> notFound(Request request) throws IOException {
    if (request.accept().accepts(MediaType.HTML)) {
      var page = find(settings.notFoundPage);
      if (page.isPresent()) {
        return send(request, page.get(), settings.notFoundPage)
            .vary("Accept")
            .status(Status.NOT_FOUND);
      }
    }
    throw HttpException.notFound("There is nothing at this address.");
  }

  /// Returns the folders.
  @Override
  public String toString() {
    return "StaticFiles" + roots;
  }
}

package dev.lodestar.vite;

import dev.lodestar.http.PercentEncoding;
import dev.lodestar.vite.ViteTags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What pages have to know of the files that Vite has built, or of its development server. The
/// plugin [Vite] provides it as a dependency. Immutable and thread-safe.
///
/// ```java
/// @Get(value = "/", produces = "text/html")
/// String home(ViteAssets vite) {
///   return "<!DOCTYPE html><head>" + vite.tags("src/main.ts") + "</head>…";
/// }
/// ```
public abstract sealed class ViteAssets {
  private final ConcurrentMap<List<String>, ViteTags> tags = new ConcurrentHashMap<>();
  final String base;

  ViteAssets(String base) {
    this.base = base;
  }

  /// Returns the tags with which a page loads entries, with their style sheets and everything that
  /// they import.
  ///
  /// @param entries the source files as the manifest calls them, that is, relative to the root of
  ///   the project: `src/main.ts`. A style sheet may be one too
  /// @return the tags, each file once
  /// @throws IllegalArgumentException if there is no such entry. Those that [Vite#entries] names
  ///   are checked when the application is built
  public ViteTags tags(String... entries) {
    return tags.computeIfAbsent(List.of(entries), this::make);
  }

  abstract ViteTags make(List<String> entries);

  /// Returns the address of a file that Vite has processed, such as a picture.
  ///
  /// @param source the source file as the manifest calls it: `src/logo.svg`
  /// @return the path, or the address where the base is one, percent-encoded
  /// @throws IllegalArgumentException if Vite has not processed such a file on its own: it lists
  ///   those that scripts import
  public abstract String url(String source);

  /// Returns a text that changes with the manifest, for pages that have to find out whether they
  /// are those of an older build.
  ///
  /// @return 16 hexadecimal digits; `dev` in development
  public abstract String version();

  /// Tells whether the tags are those of Vite's development server.
  ///
  /// @return `true` in development
  public abstract boolean isDevelopment();

  /// The address of a file, whose names may have any characters.
  final String addressOf(String file) {
    var address = new StringBuilder(base);
    var names = file.split("/", -1);
    for (var i = 0; i < names.length; i++) {
      address.append(i == 0 ? "" : "/").append(PercentEncoding.encodeSegment(names[i]));
    }
    return address.toString();
  }

  /// Files that Vite has written.
  static final class Built extends ViteAssets {
    private final Manifest manifest;
    private final String where;
    private final String version;
    private final Attributes attributes;

    /// What the tag of a file says besides its address.
    interface Attributes {
      String of(String file);
    }

    Built(Manifest manifest, String where, String base, String version, Attributes attributes) {
      super(base);
      this.manifest = manifest;
      this.where = where;
      this.version = version;
      this.attributes = attributes;
    }

    @Override
    ViteTags make(List<String> entries) {
      for (var entry : entries) {
        if (manifest.chunk(entry).isEmpty()) {
          throw new IllegalArgumentException(
              "There is no entry '" + entry + "' in " + where + ". " + manifest.hint(entry));
        }
      }
      var closure = manifest.closure(entries);
      var styles = new ArrayList<Tag>();
      var preloads = new ArrayList<Tag>();
      var scripts = new ArrayList<Tag>();
      closure.styles().forEach(file -> styles.add(Tag.style(addressOf(file), saysOf(file))));
      closure.preloads().forEach(file -> preloads.add(Tag.preload(addressOf(file), saysOf(file))));
      closure.scripts().forEach(file -> scripts.add(Tag.script(addressOf(file), saysOf(file))));
      return ViteTags.of(styles, preloads, scripts);
    }

    private String saysOf(String file) {
      return attributes.of(file);
    }

    @Override
    public String url(String source) {
      var chunk = manifest.chunk(source);
      if (chunk.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no file '" + source + "' in " + where + ". " + manifest.hint(source));
      }
      return addressOf(chunk.get().file());
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public boolean isDevelopment() {
      return false;
    }
  }

  /// Vite's development server, which finds everything by its source.
  static final class Development extends ViteAssets {
    private static final List<String> STYLES =
        List.of(".css", ".scss", ".sass", ".less", ".styl", ".stylus", ".pcss", ".postcss");

    private final boolean react;

    Development(String base, boolean react) {
      super(base);
      this.react = react;
    }

    @Override
    ViteTags make(List<String> entries) {
      var styles = new ArrayList<Tag>();
      var scripts = new ArrayList<Tag>();
      if (react) {
        scripts.add(Tag.inline(preamble()));
      }
      scripts.add(Tag.script(base + "@vite/client", ""));
      for (var entry : entries) {
        if (STYLES.stream().anyMatch(entry::endsWith)) {
          styles.add(Tag.style(addressOf(entry), ""));
        } else {
          scripts.add(Tag.script(addressOf(entry), ""));
        }
      }
      return ViteTags.of(styles, List.of(), scripts);
    }

    /// What Vite's plugin for React puts into pages that Vite serves itself: components can be
    /// replaced in a running page once this has run before them.
    private String preamble() {
      return """

      import refresh from "%s@react-refresh";
      refresh.injectIntoGlobalHook(window);
      window.$RefreshReg$ = () => {};
      window.$RefreshSig$ = () => (type) => type;
      window.__vite_plugin_react_preamble_installed__ = true;
      """
          .formatted(base);
    }

    @Override
    public String url(String source) {
      return addressOf(source);
    }

    @Override
    public String version() {
      return "dev";
    }

    @Override
    public boolean isDevelopment() {
      return true;
    }
  }
}

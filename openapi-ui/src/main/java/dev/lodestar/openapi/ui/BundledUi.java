package dev.lodestar.openapi.ui;

import dev.lodestar.http.CacheControl;
import dev.lodestar.http.EntityTag;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.openapi.SchemaPage;
import dev.lodestar.openapi.SchemaUi;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A page whose scripts and styles are part of this module. Immutable and thread-safe; every
/// `with…` returns another UI.
///
/// The browser is told, by a content security policy, to run the scripts of this module only and to
/// send requests to the application alone, besides the servers and the authorization servers that
/// the document names. So nothing is loaded from elsewhere, and nothing is told to anybody.
///
/// Scripts and styles have the fingerprint of what they are in their URL, so browsers keep them for
/// a year; they are sent compressed by gzip as they are stored. The page itself is asked for each
/// time, and has an entity tag.
///
/// @param <U> the type of the UI itself
public abstract sealed class BundledUi<U extends BundledUi<U>> implements SchemaUi
    permits ScalarUi, SwaggerUi, RedocUi, ElementsUi, RapidocUi {
  private static final CacheControl PAGE = CacheControl.noCache();

  private final UiFiles files;
  private final UiSettings settings;

  // Made with the first page; two threads make equal ones.
  private volatile @Nullable UiFolder folder;

  BundledUi(UiFiles files, UiSettings settings) {
    this.files = files;
    this.settings = settings;
  }

  /// Returns a UI of the same type with other settings.
  abstract U with(UiSettings settings);

  final UiSettings settings() {
    return settings;
  }

  /// Sets an option of the scripts that this API has no method for, as their documentation calls
  /// it. It wins over what this module sets itself, also where that keeps requests to vendors away;
  /// such requests are then refused by the policy of the page.
  ///
  /// @param name the name of the option
  /// @param value a text, a number, a truth value, or a list or a map with texts as keys of these
  /// @return the UI
  /// @throws IllegalArgumentException if the value is something else
  public final U withOption(String name, Object value) {
    return with(settings.option(name, value));
  }

  /// Adds a style sheet, which comes after those of the UI. It is served as a file, so that it may
  /// hold whatever CSS can say; it cannot load images or fonts from elsewhere.
  ///
  /// @param css the content of the style sheet; it replaces one that was given before
  /// @return the UI
  public final U withStyle(String css) {
    return with(settings.style(css));
  }

  /// Sets the icon of the page. By default there is none, and browsers ask for none.
  ///
  /// @param url a URL, relative to the page or to its host, or one of the scheme `data`; for an
  ///   icon of another host, name that with [#withImagesFrom] too
  /// @return the UI
  public final U withFavicon(String url) {
    return with(settings.favicon(url));
  }

  /// Lets the page send requests to further servers. Those that the document names as `servers`,
  /// and where its security schemes get tokens, need not be repeated here.
  ///
  /// @param origins for instance `https://api.example.com`, or `https://*.example.com`; they
  ///   replace those given before
  /// @return the UI
  /// @throws IllegalArgumentException if one is no origin
  public final U withConnectionsTo(String... origins) {
    return with(settings.connections(origins));
  }

  /// Lets the page load images from elsewhere, for instance those in descriptions. By default it
  /// loads those of its own host and of URLs of the scheme `data`.
  ///
  /// @param origins for instance `https://images.example.com`; they replace those given before
  /// @return the UI
  /// @throws IllegalArgumentException if one is no origin
  public final U withImagesFrom(String... origins) {
    return with(settings.images(origins));
  }

  @Override
  public final String name() {
    return files.name();
  }

  @Override
  public final String title() {
    return files.title();
  }

  @Override
  public final Response<?> page(SchemaPage page) {
    var html = new UiPage(files, settings, folder().fingerprint()).html(page);
    var policy = UiPolicy.of(files, settings, page.document());
    return Response.bytes(MediaType.HTML, html)
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .cacheControl(PAGE)
        .entityTag(EntityTag.strong(Fingerprints.of(List.of(html, UiPage.utf8(policy)))));
  }

  @Override
  public final Optional<Response<?>> resource(String path, Request request) {
    return files.redirect().equals(Optional.of(path))
        ? Optional.of(redirectPage())
        : folder().response(path, request);
  }

  /// What a window comes back to that was sent away for an authorization: without a fingerprint,
  /// since its URL is registered with the authorization server.
  private Response<?> redirectPage() {
    return Response.bytes(MediaType.HTML, UiPage.redirect(files, folder().fingerprint()))
        .header("Content-Security-Policy", UiPolicy.ofRedirect())
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .cacheControl(PAGE);
  }

  private UiFolder folder() {
    var known = folder;
    if (known == null) {
      known = UiFolder.of(files, settings.style());
      folder = known;
    }
    return known;
  }
}

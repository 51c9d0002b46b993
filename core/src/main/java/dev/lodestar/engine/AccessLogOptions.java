package dev.lodestar.engine;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// What a server logs of each request. Immutable; start from [#standard()].
///
/// ```java
/// ServerOptions.defaults()
///     .withAccessLog(AccessLogOptions.standard().except("/health"));
/// ```
///
/// @param query what is logged of the query of a request; [Query#NONE] by default
/// @param except paths that nothing is logged of, with everything below them; none by default
public record AccessLogOptions(Query query, List<String> except) {
  private static final AccessLogOptions STANDARD = new AccessLogOptions(Query.NONE, List.of());

  /// What is logged of a query.
  public enum Query {
    /// Nothing: queries have what people look for, and often what is secret.
    NONE,
    /// All of it, but for the values of parameters whose names sound like secrets.
    MASKED,
    /// All of it.
    WHOLE
  }

  /// Checks the paths, and copies them.
  ///
  /// @throws IllegalArgumentException if one does not begin with `/`
  public AccessLogOptions {
    requireNonNull(query, "query");
    except = List.copyOf(except);
    for (var path : except) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException(
            "The path '"
                + path
                + "' that the access log leaves out does not begin with '/'; write for instance"
                + " '/health'.");
      }
    }
  }

  /// Returns the options that log every request, without its query.
  ///
  /// @return the options that the parameters of this record describe
  public static AccessLogOptions standard() {
    return STANDARD;
  }

  /// Returns options that log another part of queries.
  ///
  /// @param query what is logged
  /// @return the new options
  public AccessLogOptions withQuery(Query query) {
    return new AccessLogOptions(query, except);
  }

  /// Returns options that log nothing of some requests, too, such as those of probes.
  ///
  /// @param paths the paths; `/health` stands for `/health` and `/health/live`, not for `/healthy`
  /// @return the new options
  /// @throws IllegalArgumentException if one does not begin with `/`
  public AccessLogOptions except(String... paths) {
    var more = new ArrayList<>(except);
    more.addAll(List.of(paths));
    return new AccessLogOptions(query, more);
  }

  /// Tells whether something is logged of requests for a path.
  ///
  /// @param path the path of a request
  /// @return `false` if it is left out
  public boolean logs(String path) {
    for (var prefix : except) {
      if (path.startsWith(prefix)
          && (path.length() == prefix.length()
              || prefix.endsWith("/")
              || path.charAt(prefix.length()) == '/')) {
        return false;
      }
    }
    return true;
  }
}

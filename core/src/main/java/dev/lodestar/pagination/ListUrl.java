package dev.lodestar.pagination;

import dev.lodestar.http.Link;
import dev.lodestar.http.PercentEncoding;
import dev.lodestar.http.Request;
import org.jspecify.annotations.Nullable;

/// Where the other pages of a list are: the URL of the request, in which one parameter of the query
/// differs. The others stay as the client has written them. Immutable; the URL is worked out when
/// links are made.
final class ListUrl {
  private final @Nullable Request request;
  private final String query;
  private final PageNames names;

  private ListUrl(@Nullable Request request, String query, PageNames names) {
    this.request = request;
    this.query = query;
    this.names = names;
  }

  static ListUrl of(Request request, PageNames names) {
    return new ListUrl(request, "", names);
  }

  /// The address of a list without a request: links to it are relative.
  static ListUrl relative(String name, String value) {
    return new ListUrl(null, name + "=" + value, PageNames.standard());
  }

  PageNames names() {
    return names;
  }

  /// A link to the list with one parameter of the query set.
  Link link(String relation, String name, String value) {
    return linkTo(
        relation,
        name,
        PercentEncoding.encodeQueryComponent(name)
            + "="
            + PercentEncoding.encodeQueryComponent(value));
  }

  /// A link to the list without one parameter of the query.
  Link linkWithout(String relation, String name) {
    return linkTo(relation, name, null);
  }

  private Link linkTo(String relation, String name, @Nullable String pair) {
    var from = request;
    if (from == null) {
      return Link.to("?" + replaced(query, name, pair), relation);
    }
    var url = from.url().toString();
    var question = url.indexOf('?');
    var path = question < 0 ? url : url.substring(0, question);
    var changed = replaced(question < 0 ? "" : url.substring(question + 1), name, pair);
    return Link.to(changed.isEmpty() ? path : path + "?" + changed, relation);
  }

  /// The query with a pair in place of those of a name.
  ///
  /// @param pair the encoded pair; null to leave the name out
  private static String replaced(String query, String name, @Nullable String pair) {
    var changed = new StringBuilder(query.length() + 32);
    var pending = pair;
    for (var start = 0; start < query.length(); ) {
      var and = query.indexOf('&', start);
      var end = and < 0 ? query.length() : and;
      if (!isNamed(query, start, end, name)) {
        append(changed, query.substring(start, end));
      } else if (pending != null) {
        append(changed, pending);
        pending = null;
      }
      start = end + 1;
    }
    if (pending != null) {
      append(changed, pending);
    }
    return changed.toString();
  }

  private static void append(StringBuilder query, String pair) {
    if (!pair.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(pair);
    }
  }

  /// The query has been parsed when its parameters were read, so it is well-formed.
  private static boolean isNamed(String query, int start, int end, String name) {
    var equals = query.indexOf('=', start);
    var nameEnd = equals < 0 || equals > end ? end : equals;
    return PercentEncoding.decode(query, start, nameEnd, true).equals(name);
  }
}

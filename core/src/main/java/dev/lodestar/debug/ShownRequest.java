package dev.lodestar.debug;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import dev.lodestar.input.SecretNames;
import java.util.ArrayList;
import java.util.List;

/// A request as far as it may be looked at over a developer's shoulder: values whose names sound
/// like secrets are masked, and the body is not shown.
///
/// @param line method, target and protocol
/// @param headers the headers, in their order
record ShownRequest(String line, List<Field> headers) {
  static final int MOST_HEADERS = 100;
  static final int LONGEST_VALUE = 500;
  static final int LONGEST_TARGET = 2_000;

  private static final String MASK = "***";

  /// One header.
  record Field(String name, String value) {}

  static ShownRequest of(Request request) {
    var target = Texts.cut(withoutSecrets(request.target()), LONGEST_TARGET);
    var line = request.method() + " " + target + " " + request.connection().protocol();
    return new ShownRequest(line, fieldsOf(request.headers()));
  }

  private static List<Field> fieldsOf(Headers headers) {
    var fields = new ArrayList<Field>();
    for (var i = 0; i < Math.min(headers.size(), MOST_HEADERS); i++) {
      var name = headers.name(i);
      var value = SecretNames.isSecret(name) ? MASK : withoutSecrets(headers.value(i));
      fields.add(new Field(name, Texts.cut(value, LONGEST_VALUE)));
    }
    return fields;
  }

  /// Masks the values of secrets in the query of a URL; a text without a query is returned as it
  /// is.
  private static String withoutSecrets(String url) {
    var question = url.indexOf('?');
    if (question < 0) {
      return url;
    }
    var shown = new StringBuilder(url.substring(0, question + 1));
    for (var from = question + 1; from <= url.length(); ) {
      var end = url.indexOf('&', from);
      end = end < 0 ? url.length() : end;
      var equals = url.indexOf('=', from);
      if (equals >= 0 && equals < end && SecretNames.isSecret(url.substring(from, equals))) {
        shown.append(url, from, equals + 1).append(MASK);
      } else {
        shown.append(url, from, end);
      }
      shown.append(end < url.length() ? "&" : "");
      from = end + 1;
    }
    return shown.toString();
  }
}

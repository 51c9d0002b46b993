package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import java.util.List;

/// Where texts of a name are found in a request.
enum TextSource {
  QUERY(InputSource.QUERY) {
    @Override
    List<String> one(Request request, String name) {
      return request.query().all(name);
    }

    @Override
    List<String> many(Request request, String name) {
      return request.query().all(name);
    }
  },

  /// Lines of a header that is not a list are one value, joined as RFC 9110, section 5.3, says.
  HEADER(InputSource.HEADER) {
    @Override
    List<String> one(Request request, String name) {
      var lines = request.headers().all(name);
      return lines.size() < 2 ? lines : List.of(String.join(", ", lines));
    }

    @Override
    List<String> many(Request request, String name) {
      return request.headers().elements(name);
    }
  },

  COOKIE(InputSource.COOKIE) {
    @Override
    List<String> one(Request request, String name) {
      var value = request.cookies().value(name);
      return value.isEmpty() ? List.of() : List.of(value.get());
    }

    @Override
    List<String> many(Request request, String name) {
      return one(request, name);
    }
  };

  private final InputSource inputSource;

  TextSource(InputSource inputSource) {
    this.inputSource = inputSource;
  }

  InputSource inputSource() {
    return inputSource;
  }

  /// The texts, for a parameter that takes one; more than one is an error of the client.
  abstract List<String> one(Request request, String name);

  /// The texts, for a parameter that takes several.
  abstract List<String> many(Request request, String name);
}

package dev.lodestar.bind;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.List;
import java.util.Set;

/// The texts in the head of a request.
enum RequestTexts implements TextSource {
  QUERY(InputSource.QUERY) {
    @Override
    public boolean isReadable(Request request, InputErrors errors) {
      try {
        request.query();
        return true;
      } catch (HttpException malformed) {
        errors.malformed(InputSource.QUERY, malformed);
        return false;
      }
    }

    @Override
    public Set<String> names(Request request) {
      return request.query().names();
    }

    @Override
    public List<String> one(Request request, String name) {
      return request.query().all(name);
    }
  },

  /// Lines of a header that is not a list are one value, joined as RFC 9110, section 5.3, says.
  HEADER(InputSource.HEADER) {
    @Override
    public List<String> one(Request request, String name) {
      var lines = request.headers().all(name);
      return lines.size() < 2 ? lines : List.of(String.join(", ", lines));
    }

    @Override
    public List<String> many(Request request, String name) {
      return request.headers().elements(name);
    }
  },

  COOKIE(InputSource.COOKIE) {
    @Override
    public List<String> one(Request request, String name) {
      var value = request.cookies().first(name);
      return value.isEmpty() ? List.of() : List.of(value.get());
    }
  };

  private final InputSource inputSource;

  RequestTexts(InputSource inputSource) {
    this.inputSource = inputSource;
  }

  @Override
  public InputSource inputSource() {
    return inputSource;
  }

  @Override
  public boolean namesAreTokens() {
    return this != QUERY;
  }

  @Override
  public List<String> many(Request request, String name) {
    return one(request, name);
  }
}

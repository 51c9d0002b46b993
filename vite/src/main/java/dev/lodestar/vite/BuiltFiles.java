package dev.lodestar.vite;

import dev.lodestar.RequestHandler;
import dev.lodestar.files.StaticFiles;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import java.io.IOException;
import java.util.List;

/// The files, but for paths that belong to the application: what no route takes there is not found,
/// whatever the method, and never answered with a page or with 405.
///
/// @param files serves what is left
/// @param except the paths
record BuiltFiles(StaticFiles files, List<String> except) implements RequestHandler {

  @Override
  public Response<?> handle(Request request) throws IOException {
    if (isLeftOut(request.path()) || !isForFiles(request.method())) {
      throw HttpException.notFound("There is nothing at this address.");
    }
    return files.handle(request);
  }

  private boolean isLeftOut(String path) {
    for (var prefix : except) {
      if (path.startsWith(prefix)
          && (path.length() == prefix.length()
              || prefix.endsWith("/")
              || path.charAt(prefix.length()) == '/')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForFiles(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
  }
}

package dev.lodestar.cli;

import dev.lodestar.dev.proxy.SecondUpstream;
import dev.lodestar.dev.proxy.Upstream;
import dev.lodestar.http.Request;
import java.util.List;

/// Vite's development server behind the port of the loop.
///
/// @param upstream where it listens: `localhost`, since it may be there with either address
record ViteUpstream(Upstream upstream) implements SecondUpstream {
  /// The protocols of Vite's own WebSockets.
  private static final List<String> SOCKETS = List.of("vite-hmr", "vite-ping");

  /// What only Vite knows, so that a page goes on living while the application is broken.
  private static final List<String> PATHS =
      List.of("/@vite/", "/@id/", "/@fs/", "/@react-refresh", "/node_modules/.vite/");

  static ViteUpstream at(int port) {
    return new ViteUpstream(new Upstream("Vite", "localhost", port));
  }

  @Override
  public boolean claims(Request request) {
    for (var path : PATHS) {
      if (request.path().startsWith(path)) {
        return true;
      }
    }
    return request.webSocketOffer().isPresent()
        && request.headers().elements("Sec-WebSocket-Protocol").stream()
            .anyMatch(SOCKETS::contains);
  }
}

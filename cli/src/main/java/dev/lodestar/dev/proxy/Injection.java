package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.util.Optional;
import java.util.regex.Pattern;

/// Adds the script that reloads a page to pages of the application: one element at the very end,
/// where every HTML parser still takes it, so that nothing of a page has to be held or understood.
final class Injection {
  private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/_=-]{1,200})'");

  private static final String POLICY = "Content-Security-Policy";
  private static final String OWN_POLICY = "default-src 'none'; style-src 'sha256-";

  private Injection() {}

  /// Whether a browser asks for a page to show, and not a script for a piece of one.
  static boolean isWanted(Request request) {
    var headers = request.headers();
    if ((request.method() != HttpMethod.GET
            && request.method() != HttpMethod.HEAD
            && request.method() != HttpMethod.POST)
        || headers.contains("Range")
        || headers.contains("HX-Request")
        || headers.contains("X-Requested-With")
        || request.webSocketOffer().isPresent()) {
      return false;
    }
    var destination = headers.first("Sec-Fetch-Dest");
    return destination.isPresent()
        ? destination.get().equals("document") || destination.get().equals("iframe")
        : headers.first("Accept", "").contains("text/html");
  }

  /// Whether a response is a page that can be added to.
  static boolean fits(UpstreamResponse head) {
    var headers = head.headers();
    return Status.of(head.status()).allowsContent()
        && head.status() != 206
        && headers
            .first("Content-Type", "")
            .toLowerCase(java.util.Locale.ROOT)
            .startsWith("text/html")
        && headers.first("Content-Encoding", "identity").equals("identity")
        && !headers.contains("Content-Disposition")
        && !headers.contains("HX-Trigger");
  }

  static RenderedResponse into(
      HttpMethod method,
      UpstreamResponse head,
      Optional<MediaType> type,
      Headers headers,
      RelayedBody relayed) {
    var script = script(headers);
    var length = relayed.length() < 0 ? relayed.length() : relayed.length() + script.length;
    var body =
        new ResponseBody.Stream(
            out -> {
              relayed.relay(out);
              out.write(script);
            },
            length,
            Optional.empty());
    var changed =
        forOwnPages(headers)
            .without("Accept-Ranges")
            .without("Content-Digest")
            .without("Repr-Digest")
            .without("Digest")
            .without("Content-MD5");
    return RenderedResponse.of(method, Status.of(head.status()), type, changed, body);
  }

  /// The framework's own pages, such as that of a server error in debug mode, allow nothing at all;
  /// they too are to go away when the mistake has. The policies of applications stay as they are.
  private static Headers forOwnPages(Headers headers) {
    var policies = headers.all(POLICY);
    return policies.size() == 1
            && policies.getFirst().startsWith(OWN_POLICY)
            && !policies.getFirst().contains("script-src")
        ? headers.with(POLICY, policies.getFirst() + "; script-src 'self'; connect-src 'self'")
        : headers;
  }

  /// A policy with a nonce for scripts lets ours run if it has it too.
  private static byte[] script(Headers headers) {
    var nonce =
        headers.all(POLICY).stream()
            .map(NONCE::matcher)
            .filter(java.util.regex.Matcher::find)
            .map(found -> " nonce=\"" + found.group(1) + "\"")
            .findFirst()
            .orElse("");
    return ("\n<script src=\"" + OwnPaths.SCRIPT + "\"" + nonce + " async></script>\n")
        .getBytes(US_ASCII);
  }
}

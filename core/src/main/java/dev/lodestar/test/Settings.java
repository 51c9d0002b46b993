package dev.lodestar.test;

import dev.lodestar.http.Headers;
import dev.lodestar.json.Json;
import java.time.Duration;

/// What a test client does with every request and response.
record Settings(
    Headers headers,
    Duration timeout,
    boolean raiseServerErrors,
    boolean keepCookies,
    boolean followRedirects,
    Json json) {

  static Settings standard() {
    return new Settings(
        Headers.empty(), Duration.ofSeconds(30), true, true, false, Json.standard());
  }

  Settings withHeaders(Headers headers) {
    return new Settings(headers, timeout, raiseServerErrors, keepCookies, followRedirects, json);
  }

  Settings withTimeout(Duration timeout) {
    return new Settings(headers, timeout, raiseServerErrors, keepCookies, followRedirects, json);
  }

  Settings withRaiseServerErrors(boolean raise) {
    return new Settings(headers, timeout, raise, keepCookies, followRedirects, json);
  }

  Settings withKeepCookies(boolean keep) {
    return new Settings(headers, timeout, raiseServerErrors, keep, followRedirects, json);
  }

  Settings withFollowRedirects(boolean follow) {
    return new Settings(headers, timeout, raiseServerErrors, keepCookies, follow, json);
  }

  Settings withJson(Json json) {
    return new Settings(headers, timeout, raiseServerErrors, keepCookies, followRedirects, json);
  }
}

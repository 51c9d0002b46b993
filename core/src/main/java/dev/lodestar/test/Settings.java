package dev.lodestar.test;

import dev.lodestar.http.Headers;
import dev.lodestar.json.Json;
import java.time.Duration;
import java.util.Optional;

/// What a test client does with every request and response.
record Settings(
    Headers headers,
    Duration timeout,
    boolean raiseServerErrors,
    boolean keepCookies,
    boolean followRedirects,
    Json json,
    Optional<ContractCheck> contract) {

  static Settings standard() {
    return new Settings(
        Headers.empty(),
        Duration.ofSeconds(30),
        true,
        true,
        false,
        Json.standard(),
        Optional.empty());
  }

  Settings withHeaders(Headers headers) {
    return new Settings(
        headers, timeout, raiseServerErrors, keepCookies, followRedirects, json, contract);
  }

  Settings withTimeout(Duration timeout) {
    return new Settings(
        headers, timeout, raiseServerErrors, keepCookies, followRedirects, json, contract);
  }

  Settings withRaiseServerErrors(boolean raise) {
    return new Settings(headers, timeout, raise, keepCookies, followRedirects, json, contract);
  }

  Settings withKeepCookies(boolean keep) {
    return new Settings(headers, timeout, raiseServerErrors, keep, followRedirects, json, contract);
  }

  Settings withFollowRedirects(boolean follow) {
    return new Settings(headers, timeout, raiseServerErrors, keepCookies, follow, json, contract);
  }

  Settings withJson(Json json) {
    return new Settings(
        headers, timeout, raiseServerErrors, keepCookies, followRedirects, json, contract);
  }

  Settings withContract(Optional<ContractCheck> contract) {
    return new Settings(
        headers, timeout, raiseServerErrors, keepCookies, followRedirects, json, contract);
  }
}

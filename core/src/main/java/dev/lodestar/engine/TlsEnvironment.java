package dev.lodestar.engine;

import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment variables that say how a server speaks TLS.
final class TlsEnvironment {
  private static final String CERTIFICATE = "LODESTAR_TLS_CERTIFICATE";
  private static final String KEY = "LODESTAR_TLS_KEY";
  private static final String PASSWORD = "LODESTAR_TLS_KEY_PASSWORD";
  private static final String CLIENT_CA = "LODESTAR_TLS_CLIENT_CA";

  private TlsEnvironment() {}

  /// Returns what the variables say; `null` if none of them is set.
  ///
  /// @throws IllegalArgumentException if one is missing that another needs
  static @Nullable TlsOptions read(Map<String, String> environment) {
    var certificate = environment.get(CERTIFICATE);
    var key = environment.get(KEY);
    var password = environment.get(PASSWORD);
    var clientCa = environment.get(CLIENT_CA);
    if (certificate == null) {
      for (var other : new String[] {KEY, PASSWORD, CLIENT_CA}) {
        if (environment.containsKey(other)) {
          throw new IllegalArgumentException(
              "The environment variable "
                  + other
                  + " is set, but "
                  + CERTIFICATE
                  + " is not; set it to the file of the certificate chain, or unset both.");
        }
      }
      return null;
    }
    if (key == null) {
      throw new IllegalArgumentException(
          "The environment variable "
              + CERTIFICATE
              + " is set, but "
              + KEY
              + " is not; set it to the file of the private key, which may be the same file.");
    }
    var files = path(CERTIFICATE, certificate);
    var identity =
        password == null
            ? TlsIdentity.pem(files, path(KEY, key))
            : TlsIdentity.pem(files, path(KEY, key), password);
    var tls = TlsOptions.of(identity);
    return clientCa == null
        ? tls
        : tls.withClientAuthentication(
            ClientAuthentication.REQUIRED, TlsTrust.pem(path(CLIENT_CA, clientCa)));
  }

  private static Path path(String variable, String text) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException malformed) {
      // answered below
    }
    throw new IllegalArgumentException(
        "The environment variable " + variable + " is '" + text + "', but it names a file.");
  }
}

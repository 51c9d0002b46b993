package dev.lodestar.cli;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.UnixSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options of an application that say how it listens, beyond host and port.
///
/// @param certificate the value of `--tls-certificate`, null if it is not given
/// @param key the value of `--tls-key`, null if it is not given
/// @param unixSocket the value of `--unix-socket`, null if it is not given
record Listening(@Nullable String certificate, @Nullable String key, @Nullable String unixSocket) {
  private static final String CERTIFICATE = "--tls-certificate";
  private static final String KEY = "--tls-key";
  private static final String UNIX_SOCKET = "--unix-socket";

  /// None of them is given.
  static final Listening NOTHING = new Listening(null, null, null);

  static void add(CommandSpec spec) {
    spec.addOption(file(CERTIFICATE, "Speak TLS, with the certificate chain in this file (PEM)."))
        .addOption(file(KEY, "The private key of the certificate (PEM)."))
        .addOption(file(UNIX_SOCKET, "Listen on this Unix domain socket, not on a port."));
  }

  private static OptionSpec file(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("FILE")
        .type(String.class)
        .description(description)
        .build();
  }

  static Listening of(ParseResult result) {
    // 'mock' has no such options.
    return result.commandSpec().findOption(CERTIFICATE) == null
        ? NOTHING
        : new Listening(
            result.matchedOptionValue(CERTIFICATE, null),
            result.matchedOptionValue(KEY, null),
            result.matchedOptionValue(UNIX_SOCKET, null));
  }

  /// The same as arguments of the application, each in one piece.
  List<String> arguments() {
    var arguments = new ArrayList<String>();
    add(arguments, CERTIFICATE, certificate);
    add(arguments, KEY, key);
    add(arguments, UNIX_SOCKET, unixSocket);
    return arguments;
  }

  private static void add(List<String> arguments, String option, @Nullable String value) {
    if (value != null) {
      arguments.add(option + "=" + value);
    }
  }

  /// What is wrong with them; null if nothing is.
  ///
  /// @param address whether `--host` or `--port` is given as well
  @Nullable String mistake(boolean address) {
    if (certificate != null && key == null) {
      return "The option "
          + CERTIFICATE
          + " is given without "
          + KEY
          + ", the file of the private key, which may be the same file.";
    }
    if (key != null && certificate == null) {
      return "The option "
          + KEY
          + " is given without "
          + CERTIFICATE
          + ", the file of the certificate chain, which may be the same file.";
    }
    if (unixSocket != null && address) {
      return "The option "
          + UNIX_SOCKET
          + " names where to listen, so --host and --port cannot be given with it.";
    }
    var blank = blank();
    return blank != null
        ? "The option " + blank + " is blank, but it names a file."
        : socketMistake();
  }

  private @Nullable String blank() {
    if (certificate != null && certificate.isBlank()) {
      return CERTIFICATE;
    }
    return key != null && key.isBlank() ? KEY : null;
  }

  private @Nullable String socketMistake() {
    if (unixSocket == null) {
      return null;
    }
    try {
      var _ = UnixSocket.at(Path.of(unixSocket));
      return null;
    } catch (IllegalArgumentException refused) {
      return "The option " + UNIX_SOCKET + " is not accepted. " + refused.getMessage();
    }
  }

  /// Replaces the environment variables of the same meaning, even wrong ones.
  void replace(Map<String, String> environment) {
    environment.putAll(variables());
  }

  /// The environment variables of the same meaning.
  Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    if (certificate != null && key != null) {
      variables.put("LODESTAR_TLS_CERTIFICATE", certificate);
      variables.put("LODESTAR_TLS_KEY", key);
    }
    if (unixSocket != null) {
      variables.put("LODESTAR_UNIX_SOCKET", unixSocket);
    }
    return variables;
  }

  /// Returns options that listen so. What else they say of TLS stays.
  ///
  /// @param password of the key, null if it has none
  ServerOptions over(ServerOptions options, @Nullable String password) {
    var result = options;
    if (certificate != null && key != null) {
      var files = Path.of(certificate);
      var identity =
          password == null
              ? TlsIdentity.pem(files, Path.of(key))
              : TlsIdentity.pem(files, Path.of(key), password);
      result =
          result.withTls(
              result
                  .tls()
                  .map(tls -> tls.withIdentity(identity))
                  .orElseGet(() -> TlsOptions.of(identity)));
    }
    return unixSocket == null ? result : result.withUnixSocket(Path.of(unixSocket));
  }
}

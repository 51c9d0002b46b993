package dev.lodestar.supervise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A look at whether something is there.
sealed interface Probe {

  /// Looks once.
  ///
  /// @param directory what relative files belong to, and where commands run
  /// @param most how long the look may take
  /// @return whether it is there
  boolean look(Path directory, Map<String, String> environment, Duration most)
      throws InterruptedException;

  /// How messages call what is looked for.
  String shown();

  /// Returns the one that is given.
  ///
  /// @throws IllegalArgumentException if not exactly one is given, or it is malformed
  static Probe of(
      Optional<String> http,
      Optional<String> tcp,
      Optional<List<String>> command,
      Optional<String> file) {
    var given =
        (http.isPresent() ? 1 : 0)
            + (tcp.isPresent() ? 1 : 0)
            + (command.isPresent() ? 1 : 0)
            + (file.isPresent() ? 1 : 0);
    if (given != 1) {
      throw new IllegalArgumentException(
          (given == 0 ? "None" : "More than one")
              + " of http, tcp, command and file is given, but exactly one says what is looked for.");
    }
    if (http.isPresent()) {
      return Http.of(http.get());
    }
    if (tcp.isPresent()) {
      return Tcp.of(tcp.get());
    }
    if (command.isPresent()) {
      Argv.check(command.get());
      return new Command(command.get());
    }
    return new AFile(file.orElseThrow());
  }

  /// Whether a server answers, with a status below 500.
  record Http(URI address) implements Probe {

    static Http of(String text) {
      try {
        var address = new URI(text);
        if ("http".equals(address.getScheme()) && address.getHost() != null) {
          return new Http(address);
        }
      } catch (URISyntaxException malformed) {
        // is told like an address of another kind
      }
      throw new IllegalArgumentException(
          "The address is '"
              + text
              + "', but it is one such as http://localhost:9000/health; of"
              + " servers with TLS, tcp tells whether they are there.");
    }

    @Override
    public boolean look(Path directory, Map<String, String> environment, Duration most) {
      var port = address.getPort() < 0 ? 80 : address.getPort();
      for (var each : Addresses.of(address.getHost())) {
        if (answers(each, port, most)) {
          return true;
        }
      }
      return false;
    }

    private boolean answers(InetAddress host, int port, Duration most) {
      try (var socket = new Socket()) {
        var millis = (int) Math.min(most.toMillis(), Integer.MAX_VALUE);
        socket.connect(new InetSocketAddress(host, port), millis);
        socket.setSoTimeout(millis);
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var request =
            "GET "
                + path
                + query
                + " HTTP/1.1\r\nHost: "
                + address.getHost()
                + ":"
                + port
                + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        var head = new String(socket.getInputStream().readNBytes(10), ISO_8859_1);
        return head.startsWith("HTTP/1.") && head.charAt(8) == ' ' && head.charAt(9) < '5';
      } catch (IOException absent) {
        return false;
      }
    }

    @Override
    public String shown() {
      return address.toString();
    }
  }

  /// Whether somebody listens.
  record Tcp(String host, int port) implements Probe {

    static Tcp of(String text) {
      var colon = text.lastIndexOf(':');
      var host = colon < 0 ? "localhost" : text.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      try {
        var port = Integer.parseInt(text.substring(colon + 1));
        if (port > 0 && port <= 65_535 && !host.isBlank()) {
          return new Tcp(host, port);
        }
      } catch (NumberFormatException none) {
        // is told like a number that is too large
      }
      throw new IllegalArgumentException(
          "The address is '"
              + text
              + "', but it is a port or a host and a port:"
              + " localhost:5432.");
    }

    @Override
    public boolean look(Path directory, Map<String, String> environment, Duration most) {
      for (var address : Addresses.of(host)) {
        try (var socket = new Socket()) {
          socket.connect(
              new InetSocketAddress(address, port),
              (int) Math.min(most.toMillis(), Integer.MAX_VALUE));
          return true;
        } catch (IOException absent) {
          // the other family may have it
        }
      }
      return false;
    }

    @Override
    public String shown() {
      return host + ":" + port;
    }
  }

  /// Whether a command ends with 0.
  record Command(List<String> argv) implements Probe {

    @Override
    public boolean look(Path directory, Map<String, String> environment, Duration most)
        throws InterruptedException {
      var builder =
          new ProcessBuilder(Argv.startable(argv, environment))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process process;
      try {
        process = builder.start();
      } catch (IOException unknown) {
        return false;
      }
      try {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS) && process.exitValue() == 0;
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }

    @Override
    public String shown() {
      return "'" + Argv.shown(argv) + "'";
    }
  }

  /// Whether a file or folder exists.
  record AFile(String path) implements Probe {

    @Override
    public boolean look(Path directory, Map<String, String> environment, Duration most) {
      return Files.exists(directory.resolve(path));
    }

    @Override
    public String shown() {
      return "the file " + path;
    }
  }

  /// The addresses of a name.
  final class Addresses {
    private Addresses() {}

    /// `localhost` is both of its addresses, whatever the system says: servers listen on either.
    static List<InetAddress> of(String host) {
      try {
        if (host.equalsIgnoreCase("localhost")) {
          return List.of(
              InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
              InetAddress.getByAddress(
                  host, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        }
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException unknown) {
        return List.of();
      }
    }
  }
}

package dev.lodestar.benchmarks.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.OperatingSystemMXBean;
import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.http.Response;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// Measures the processor time that a server spends on a request over connections that stay open,
/// and on a new connection with one request: without TLS, with the TLS of the JDK, and with that of
/// OpenSSL. Servers and client are in one process; what counts is the time of the process without
/// that of the thread of the client.
///
/// Argument: the number of rounds, 5 unless it is given. The kinds take turns in each.
final class TlsCost {
  private static final int REQUESTS = 20_000;
  private static final int LARGE_REQUESTS = 3_000;
  private static final int CONNECTIONS = 400;
  private static final int LARGE = 30_000;

  private final Server server;
  private final SSLContext context;

  private TlsCost(Server server, SSLContext context) {
    this.server = server;
    this.context = context;
  }

  static void main(String... arguments) throws IOException, GeneralSecurityException {
    var rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    System.out.printf(
        Locale.ROOT, "Java %s; load average %s.%n%n", Runtime.version(), ClassPath.loadAverage());
    var trusting = SSLContext.getInstance("TLS");
    trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    var kinds = new LinkedHashMap<String, TlsCost>();
    try {
      for (var kind : kinds().entrySet()) {
        kinds.put(kind.getKey(), new TlsCost(application().start(kind.getValue()), trusting));
      }
      measure(kinds, rounds);
    } finally {
      kinds.values().forEach(kind -> kind.server.close());
    }
  }

  private static App application() {
    return Lodestar.app()
        .get("/small", request -> Response.text("Hello, World!"))
        .get("/large", request -> Response.text("x".repeat(LARGE)))
        .build();
  }

  private static Map<String, ServerOptions> kinds() {
    var plain = ServerOptions.defaults().withPort(0);
    var tls = TlsOptions.of(TlsIdentity.selfSigned());
    var kinds = new LinkedHashMap<String, ServerOptions>();
    kinds.put("without TLS", plain);
    kinds.put("JDK", plain.withTls(tls));
    if (OpenSsl.isAvailable()) {
      kinds.put("OpenSSL", plain.withTls(tls.withProvider(TlsOptions.Provider.OPENSSL)));
    } else {
      System.out.println("OpenSSL is not there: " + OpenSsl.unavailabilityCause());
    }
    return kinds;
  }

  private static void measure(Map<String, TlsCost> kinds, int rounds) throws IOException {
    var small = new LinkedHashMap<String, List<Double>>();
    var large = new LinkedHashMap<String, List<Double>>();
    var fresh = new LinkedHashMap<String, List<Double>>();
    // The first round warms up and does not count.
    for (var round = 0; round <= rounds; round++) {
      for (var kind : kinds.entrySet()) {
        var cost = kind.getValue();
        var times =
            List.of(
                cost.perRequest("/small", REQUESTS),
                cost.perRequest("/large", LARGE_REQUESTS),
                cost.perConnection());
        if (round > 0) {
          add(small, kind.getKey(), times.get(0));
          add(large, kind.getKey(), times.get(1));
          add(fresh, kind.getKey(), times.get(2));
        }
      }
    }
    System.out.println(
        "| µs of the server's processor time | 13 bytes, kept alive | 30 KB, kept alive |"
            + " a new connection with one request |");
    System.out.println("|---|---:|---:|---:|");
    for (var kind : kinds.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.0f |%n",
          kind,
          median(small, kind),
          median(large, kind),
          median(fresh, kind));
    }
  }

  private static void add(Map<String, List<Double>> times, String kind, double time) {
    times.computeIfAbsent(kind, first -> new ArrayList<>()).add(time);
  }

  private static double median(Map<String, List<Double>> times, String kind) {
    var sorted =
        times.getOrDefault(kind, List.of()).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private double perRequest(String path, int count) throws IOException {
    try (var socket = connect()) {
      ask(socket, path);
      var before = processorTime();
      for (var i = 0; i < count; i++) {
        ask(socket, path);
      }
      return (processorTime() - before) / 1_000.0 / count;
    }
  }

  /// Each connection is a full handshake: the client forgets its sessions.
  private double perConnection() throws IOException {
    var before = processorTime();
    for (var i = 0; i < CONNECTIONS; i++) {
      context
          .getClientSessionContext()
          .getIds()
          .asIterator()
          .forEachRemaining(id -> {
            var session = context.getClientSessionContext().getSession(id);
            if (session != null) {
              session.invalidate();
            }
          });
      try (var socket = connect()) {
        ask(socket, "/small");
      }
    }
    return (processorTime() - before) / 1_000.0 / CONNECTIONS;
  }

  private Socket connect() throws IOException {
    var socket =
        server.uri().getScheme().equals("https")
            ? context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())
            : new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void ask(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
    read(socket.getInputStream());
  }

  /// Reads one answer, whose head has come with its first bytes and tells the length.
  private static void read(InputStream in) throws IOException {
    var buffer = new byte[65_536];
    var filled = 0;
    while (true) {
      var count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        throw new EOFException("The server has closed the connection.");
      }
      filled += count;
      var text = new String(buffer, 0, filled, ISO_8859_1);
      var end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (!text.startsWith("HTTP/1.1 200 ")) {
          throw new IOException("Not the expected answer: " + text);
        }
        var field = text.indexOf("Content-Length: ") + 16;
        var length = Integer.parseInt(text.substring(field, text.indexOf("\r\n", field)));
        in.skipNBytes(end + 4L + length - filled);
        return;
      }
    }
  }

  /// The processor time of the process without that of the client, which this thread is, in
  /// nanoseconds. Of the servers, one is at work. Threads may end between two looks, so they are
  /// not added up.
  private static long processorTime() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime()
        - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

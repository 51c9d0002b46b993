package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The options `--tls-certificate`, `--tls-key` and `--unix-socket`, with real processes.
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ListeningTest {
  private static final String PASSWORD = "changeit";
  private static final String APP =
      """
      import dev.lodestar.*;

      @Get("/")
      String hi() {
        return "hi";
      }

      void main(String... args) {
        Lodestar.run(this, args);
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    new Sources(folder).write("Shop.java", APP);
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(folder.resolve("state"))) { // something was started in the background
      run("stop", "shop", "--timeout", "1");
    }
  }

  private JavaProcess begin(String... arguments) throws Exception {
    var environment = Map.of("LODESTAR_STATE", folder.resolve("state").toString());
    return JavaProcess.start(folder, environment, List.of(), arguments);
  }

  private JavaProcess.Outcome run(String... arguments) throws Exception {
    try (var process = begin(arguments)) {
      return process.outcome();
    }
  }

  /// A certificate for localhost, and its key, as PEM files.
  private KeyStore writeCertificate() throws Exception {
    var file = folder.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    writePem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    writePem("key.pem", "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    return keys;
  }

  private void writePem(String name, String label, byte[] content) throws Exception {
    var text =
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    Files.writeString(folder.resolve(name), text);
  }

  private static String get(URI uri, KeyStore trusted) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static String getOverSocket(Path file) throws Exception {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(file));
      var request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
    }
  }

  @Test
  void a_program_is_run_with_the_certificate_that_its_options_name() throws Exception {
    var keys = writeCertificate();
    try (var process =
        begin("run", "--port=0", "--tls-certificate=chain.pem", "--tls-key=key.pem", "Shop.java")) {
      var uri = process.uri();
      assertThat(uri).startsWith("https://127.0.0.1:");
      assertThat(get(URI.create(uri + "/"), keys)).isEqualTo("hi");
    }
  }

  @Test
  void a_certificate_that_cannot_be_read_is_named_and_nothing_is_served() throws Exception {
    var outcome =
        run("run", "--port=0", "--tls-certificate=none.pem", "--tls-key=key.pem", "Shop.java");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("none.pem").doesNotContain("\tat ");
    assertThat(outcome.out()).doesNotContain("serves");
  }

  @Test
  void an_option_without_its_counterpart_is_a_mistake_of_each_command() throws Exception {
    for (var command : List.of("run", "start")) {
      var outcome = run(command, "Shop.java", "--tls-key=key.pem");
      assertThat(outcome.exitCode()).as(command).isEqualTo(ExitCode.MISUSED);
      assertThat(outcome.err())
          .startsWith("The option --tls-key is given without --tls-certificate, the file of");
    }
  }

  @Test
  void a_socket_that_cannot_be_made_is_named_and_nothing_is_served() throws Exception {
    var outcome = run("run", "--unix-socket=none/app.sock", "Shop.java");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("none/app.sock").doesNotContain("\tat ");
  }

  @Test
  void an_application_in_the_background_listens_on_a_socket_until_a_port_is_asked_for()
      throws Exception {
    var started = run("start", "Shop.java", "--unix-socket=app.sock");
    assertThat(started.out()).startsWith("Started 'shop': it serves unix:");
    assertThat(getOverSocket(folder.resolve("app.sock"))).endsWith("\r\n\r\nhi");

    assertThat(run("restart", "shop").out()).startsWith("Started 'shop': it serves unix:");
    assertThat(getOverSocket(folder.resolve("app.sock"))).endsWith("\r\n\r\nhi");

    assertThat(run("restart", "shop", "--port=0").out())
        .startsWith("Started 'shop': it serves http://127.0.0.1:");
    assertThat(folder.resolve("app.sock")).doesNotExist();
  }

  @Test
  void an_application_in_the_background_speaks_tls_after_a_restart_too() throws Exception {
    writeCertificate();
    var started =
        run("start", "Shop.java", "--port=0", "--tls-certificate=chain.pem", "--tls-key=key.pem");
    assertThat(started.out()).startsWith("Started 'shop': it serves https://127.0.0.1:");
    assertThat(run("restart", "shop").out())
        .startsWith("Started 'shop': it serves https://127.0.0.1:");
  }
}

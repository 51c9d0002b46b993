package dev.lodestar.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// How ./mvnw comes by its Maven. The repository here is a server of the test, whose Maven is a
/// script that prints its arguments.
@DisabledOnOs(OS.WINDOWS)
class MavenWrapperTest {
  private static final String PATH =
      "/org/apache/maven/apache-maven/3.0.0/apache-maven-3.0.0-bin.zip";

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private Workplace workplace;
  private HttpServer server;
  private byte[] zip;

  @BeforeEach
  void makeWorkplace(@TempDir Path folder) throws Exception {
    workplace = new Workplace(folder);
    zip = zip("apache-maven-3.0.0/bin/mvn", "#!/bin/sh\necho \"maven $*\"\n");
    pin(sha512(zip));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status;
          synchronized (requests) {
            requests.add(exchange.getRequestURI().toString());
            status = statuses.isEmpty() ? 200 : statuses.removeFirst();
          }
          var body = status == 200 ? zip : "no".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void maven_is_downloaded_at_the_first_call_only() throws Exception {
    var first = mvnw("verify", "-Dx=a b");
    var second = mvnw("clean");

    assertThat(first.status()).isZero();
    assertThat(first.output()).isEqualTo("maven verify -Dx=a b\n");
    assertThat(second).isEqualTo(new Workplace.Outcome(0, "maven clean\n", ""));
    assertThat(requests).containsExactly("/maven" + PATH);
  }

  @Test
  void a_download_with_another_check_sum_is_thrown_away() throws Exception {
    pin("0".repeat(128));

    var outcome = mvnw("verify");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors())
        .endsWith(
            "The Apache Maven that was downloaded is not the expected one, so it was thrown away:"
                + " its SHA-512 is "
                + sha512(zip)
                + ", but .mvn/wrapper/maven.properties says "
                + "0".repeat(128)
                + ".\n");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void a_passing_failure_of_the_server_is_tried_again() throws Exception {
    statuses.add(503);

    assertThat(mvnw("verify").output()).isEqualTo("maven verify\n");
    assertThat(requests).hasSize(2);
  }

  @Test
  void a_repository_without_this_maven_is_not_asked_again() throws Exception {
    statuses.add(404);

    var outcome = mvnw("verify");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .endsWith("Apache Maven could not be downloaded: " + address() + PATH + " answered 404.\n");
    assertThat(requests).hasSize(1);
  }

  @Test
  void an_address_that_is_none_is_refused() throws Exception {
    var outcome =
        workplace.run(
            Map.of("JAVA_HOME", System.getProperty("java.home"), "MVNW_REPOURL", "over there"),
            "./mvnw");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .endsWith(
            "MVNW_REPOURL is 'over there', which is not the http or https address of a Maven"
                + " repository.\n");
  }

  @Test
  void an_entry_outside_the_folder_of_maven_is_refused() throws Exception {
    zip = zip("../../escaped", "x");
    pin(sha512(zip));

    var outcome = mvnw("verify");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .endsWith("The zip file of Apache Maven has an entry outside its own folder.\n");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void two_at_the_same_time_do_no_harm() throws Exception {
    var first = workplace.start(workplace.root, variables(), "./mvnw", "one");
    var second = workplace.start(workplace.root, variables(), "./mvnw", "two");

    assertThat(first.outcome().output()).isEqualTo("maven one\n");
    assertThat(second.outcome().output()).isEqualTo("maven two\n");
    assertThat(leftovers()).hasSize(1);
  }

  private Workplace.Outcome mvnw(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("./mvnw"));
    command.addAll(List.of(arguments));
    return workplace.run(variables(), command.toArray(String[]::new));
  }

  private Map<String, String> variables() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "MVNW_REPOURL", address());
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/maven";
  }

  private void pin(String sha512) throws IOException {
    Files.writeString(
        workplace.root.resolve(".mvn/wrapper/maven.properties"),
        "# The pinned one.\nversion=3.0.0\nsha512=" + sha512 + "\n");
  }

  /// What lies in the folder of this version of Maven.
  private List<Path> leftovers() throws IOException {
    var folder =
        workplace.root.resolveSibling("home").resolve(".m2/wrapper/dists/apache-maven-3.0.0");
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static byte[] zip(String name, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(text.getBytes(UTF_8));
      out.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static String sha512(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
  }
}

package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Machines for which there is no native library of QUIC.
class UnknownMachineTest {

  /// Started in a process of its own, which takes its machine for another one.
  public static void main(String[] args) throws IOException {
    try (var server = Http3Servers.startEcho()) {
      System.out.println("started at " + server.port());
    } catch (IOException failure) {
      System.out.println(failure.getMessage());
    }
  }

  @Test
  void the_server_does_not_start_and_says_what_is_missing() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Dos.arch=sparcv9",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UnknownMachineTest.class.getName())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said)
        .contains("The server is to speak HTTP/3, but the native library of QUIC does not load on")
        .contains("(sparcv9)")
        .contains("Add io.netty:netty-codec-native-quic with the classifier of this machine")
        .contains("or leave withHttp3 out");
  }
}

package dev.lodestar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.TrustedProxies;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalProxyOptionsTest {
  @Test
  void a_server_behind_a_local_proxy_is_on_a_free_port_of_the_loopback_address_alone() {
    var options =
        ServerOptions.defaults()
            .withHost("0.0.0.0")
            .withPort(443)
            .withUnixSocket(Path.of("some.sock"))
            .withName("shop")
            .withProxyProtocol(TrustedProxies.of("private"))
            .withShutdownDelay(Duration.ofSeconds(5))
            .withMaxBodySize(7)
            .behindLocalProxy();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isZero();
    assertThat(options.unixSocket()).isEmpty();
    assertThat(options.name()).isEmpty();
    assertThat(options.proxyProtocol().isEmpty()).isTrue();
    assertThat(options.shutdownDelay()).isZero();
    assertThat(options.trustedProxies().contains(InetAddress.getLoopbackAddress())).isTrue();
    assertThat(options.maxBodySize()).isEqualTo(7);
  }
}

package files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import browser.Browser;
import browser.Chromium;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser.
@Timeout(400)
class ArchiveInBrowserTest {
  private static final int BYTES_PER_SECOND = 2 * 44_100;
  private static final int SECONDS = 60;

  /// The page has to be there before the last of ten, however busy the machine is.
  private static final Duration STEP = Duration.ofSeconds(1);

  @TempDir Path folder;

  private TestClient server;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    var program = Chromium.program();
    server = TestClient.serve(Archive.app(folder, STEP));
    browser = Browser.start(program);
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /// A minute of a tone: PCM of 16 bits in one channel.
  private Path tone() throws IOException {
    var data = SECONDS * BYTES_PER_SECOND;
    var wave = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(US_ASCII)).putInt(36 + data).put("WAVEfmt ".getBytes(US_ASCII));
    wave.putInt(16).putShort((short) 1).putShort((short) 1);
    wave.putInt(44_100).putInt(BYTES_PER_SECOND).putShort((short) 2).putShort((short) 16);
    wave.put("data".getBytes(US_ASCII)).putInt(data);
    for (var i = 0; i < data / 2; i++) {
      wave.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / 44_100)));
    }
    return Files.write(folder.resolve("tone.wav"), wave.array());
  }

  private void upload(Path file) throws Exception {
    browser.open(server.origin());
    browser.await("document.querySelector('#upload')");
    browser.choose("input[type=file]", file);
    browser.evaluate("document.querySelector('#upload button').click()");
    browser.await("location.pathname.startsWith('/files/')");
    browser.await("document.querySelector('h2')?.textContent === 'tone.wav'");
  }

  @Test
  void a_file_is_uploaded_followed_played_in_parts_and_found_again() throws Exception {
    upload(tone());

    followsTheProcessing();
    playsFromWhereTheUserJumps();
    findsThePageByItsAddress();
  }

  private void followsTheProcessing() throws Exception {
    browser.await("/^[0-9a-f]{64}$/.test(document.querySelector('#state').textContent)");

    var seen = String.valueOf(browser.evaluate("document.querySelector('#state').dataset.seen"));
    assertThat(seen.split(" ")).hasSizeGreaterThan(2).endsWith("100");
  }

  private void playsFromWhereTheUserJumps() throws Exception {
    browser.await("document.querySelector('video').readyState >= 1");
    assertThat(((Number) browser.evaluate("document.querySelector('video').duration")).intValue())
        .isEqualTo(SECONDS);

    browser.evaluate("document.querySelector('video').currentTime = 50");
    browser.evaluate("document.querySelector('video').play()");
    browser.await("document.querySelector('video').currentTime > 50.2");

    var parts = browser.received().stream().filter(one -> one.url().endsWith("/content")).toList();
    assertThat(parts).isNotEmpty().allMatch(part -> part.status() == 206);
    assertThat(parts).anyMatch(part -> !part.range().startsWith("bytes 0-"));
  }

  private void findsThePageByItsAddress() throws Exception {
    var address = String.valueOf(browser.evaluate("location.href"));
    browser.open(URI.create("about:blank"));
    browser.await("location.href === 'about:blank'");

    browser.open(URI.create(address));

    browser.await("document.querySelector('h2')?.textContent === 'tone.wav'");
    browser.await("document.querySelector('#state').dataset.seen === '100'");
  }
}

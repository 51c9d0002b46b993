package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ContentMemoryTest {
  private final ContentMemory memory = new ContentMemory();

  private static Request request() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return Request.of(
        HttpMethod.GET,
        "/",
        Headers.empty(),
        RequestBody.empty(),
        new Connection(address, address, false, "HTTP/1.1"));
  }

  /// Content that was written into lent memory.
  private byte[] content(Request request) {
    request.lends(memory);
    var array = request.contentMemory().orElseThrow().take(10_000);
    request.contentLiesIn(array);
    return array;
  }

  @Test
  void content_that_was_sent_leaves_its_memory_to_the_next_response() {
    var first = request();
    var array = content(first);

    first.contentIsSent(array);

    assertThat(content(request())).isSameAs(array);
  }

  @Test
  void content_that_has_not_been_sent_keeps_its_memory() {
    var array = content(request());

    assertThat(content(request())).isNotSameAs(array).hasSize(10_000);
  }

  @Test
  void content_that_others_have_seen_keeps_its_memory() {
    var first = request();
    var array = content(first);

    first.contentIsShown();
    first.contentIsSent(array);

    assertThat(content(request())).isNotSameAs(array);
  }

  @Test
  void nothing_is_lent_once_others_have_seen_content() {
    var request = request();
    content(request);

    request.contentIsShown();

    assertThat(request.contentMemory()).isEmpty();
  }

  @Test
  void content_from_elsewhere_is_never_used_again() {
    var first = request();
    content(first);
    var elsewhere = new byte[10_000];

    first.contentIsSent(elsewhere);

    assertThat(content(request())).isNotSameAs(elsewhere);
  }

  @Test
  void memory_is_given_back_once_only() {
    var first = request();
    var array = content(first);
    first.contentIsSent(array);
    first.contentIsSent(array);

    var second = content(request());

    assertThat(second).isSameAs(array);
    assertThat(content(request())).isNotSameAs(array);
  }

  @Test
  void what_is_too_large_is_not_kept() {
    var first = request();
    first.lends(memory);
    var array = new byte[ContentMemory.MOST_KEPT + 1];
    first.contentLiesIn(array);

    first.contentIsSent(array);

    assertThat(memory.take(10)).hasSize(10);
  }

  @Test
  void copies_of_a_request_have_the_memory_of_the_request() {
    var first = request();
    var array = content(first.withBody(RequestBody.empty()));

    first.contentIsSent(array);

    assertThat(content(request())).isSameAs(array);
  }
}

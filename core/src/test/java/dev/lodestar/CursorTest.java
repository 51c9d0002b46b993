package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.Request;
import dev.lodestar.pagination.CursorPage;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.test.TestClient;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The texts of cursors: what becomes of them, and of all others. Isolated, since it reads the log.
@Isolated
class CursorTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OLD_KEY = "fedcba9876543210fedcba9876543210";

  enum Kind {
    LAMP,
    CHAIR
  }

  record Everything(
      Instant created,
      UUID id,
      BigDecimal price,
      Kind kind,
      Optional<String> name,
      @Nullable Integer rank,
      @Min(1) int number) {}

  record Place(int number) {}

  record Spot(int number) {}

  private static final List<Integer> NUMBERS = IntStream.range(0, 10).boxed().toList();

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/numbers")
    CursorPage<Integer> numbers(CursorRequest<Place> cursor) {
      return cursor.slice(NUMBERS, Place::new, Comparator.comparingInt(Place::number));
    }

    @Get("/others")
    CursorPage<Integer> others(CursorRequest<Place> cursor) {
      return cursor.slice(NUMBERS, Place::new, Comparator.comparingInt(Place::number));
    }

    @Get("/simple")
    CursorPage<Integer> simple(CursorRequest<Integer> cursor) {
      return cursor.slice(NUMBERS, number -> number, Comparator.naturalOrder());
    }

    @Get("/everything")
    String everything(Request request, CursorRequest<Everything> cursor) {
      if (cursor.position().isPresent()) {
        return cursor.position().get().toString();
      }
      var page =
          cursor.pageForward(
              NUMBERS.subList(0, 2),
              number ->
                  new Everything(
                      Instant.parse("2026-01-31T10:15:30.123456789Z"),
                      new UUID(1, 2),
                      new BigDecimal("12.50"),
                      Kind.CHAIR,
                      Optional.of("grüße \u0000 \"x\" 👋"),
                      null,
                      7));
      return page.next().orElseThrow();
    }

    @Get("/long")
    CursorPage<String> tooLong(CursorRequest<String> cursor) {
      return cursor.page(List.of("x".repeat(4000), "y"), text -> text);
    }
  }

  /// The same list, after a new version of its positions was deployed.
  static final class WithSpots {
    @Get("/numbers")
    CursorPage<Integer> numbers(CursorRequest<Spot> cursor) {
      return cursor.slice(NUMBERS, Spot::new, Comparator.comparingInt(Spot::number));
    }
  }

  private static TestClient client(Object handlers, String... keys) {
    var app = Lodestar.app().routes(handlers);
    return TestClient.of((keys.length == 0 ? app : app.cursorKeys(keys)).build());
  }

  private final TestClient client = client(Handlers.class, KEY);

  private static String cursor(TestClient client, String path) {
    return (String) ProblemDocuments.of(client.get(path + "?size=1").expectStatus(200)).get("next");
  }

  private static void assertRefused(TestClient client, String target) {
    var answer = client.get(target).expectStatus(400);
    assertThat(ProblemDocuments.errorsOf(answer)).containsExactly("query cursor cursor");
    assertThat(ProblemDocuments.messagesOf(answer))
        .containsExactly(
            "This cursor is not, or no longer, one of this list; start again from the first page,"
                + " without a cursor.");
  }

  private static void assertAccepted(TestClient client, String target) {
    assertThat(client.get(target).expectStatus(200).text()).contains("\"items\":[1]");
  }

  @Test
  void a_cursor_leads_to_the_next_page() {
    assertAccepted(client, "/numbers?size=1&cursor=" + cursor(client, "/numbers"));
    assertAccepted(client, "/simple?size=1&cursor=" + cursor(client, "/simple"));
  }

  @Test
  void a_cursor_can_stand_in_a_url_as_it_is() {
    assertThat(cursor(client, "/numbers")).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void positions_come_back_as_they_were() {
    var cursor = client.get("/everything?size=1").expectStatus(200).text();

    assertThat(client.get("/everything?cursor=" + cursor).expectStatus(200).text())
        .isEqualTo(
            "Everything[created=2026-01-31T10:15:30.123456789Z,"
                + " id=00000000-0000-0001-0000-000000000002, price=12.50, kind=CHAIR,"
                + " name=Optional[grüße \u0000 \"x\" 👋], rank=null, number=7]");
  }

  @Test
  void a_cursor_in_which_any_character_was_changed_is_refused() {
    var cursor = cursor(client, "/numbers");
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (var i = 0; i < cursor.length(); i++) {
      for (var j = 0; j < alphabet.length(); j += i == cursor.length() - 1 ? 1 : 7) {
        if (alphabet.charAt(j) != cursor.charAt(i)) {
          assertRefused(
              client,
              "/numbers?cursor="
                  + cursor.substring(0, i)
                  + alphabet.charAt(j)
                  + cursor.substring(i + 1));
        }
      }
    }
  }

  @Test
  void a_cursor_that_was_cut_or_lengthened_is_refused() {
    var cursor = cursor(client, "/numbers");
    for (var length = 0; length < cursor.length(); length++) {
      assertRefused(client, "/numbers?cursor=" + cursor.substring(0, length));
    }
    assertRefused(client, "/numbers?cursor=" + cursor + "A");
    assertRefused(client, "/numbers?cursor=" + cursor + "AAAA");
    assertRefused(client, "/numbers?cursor=" + cursor + "%3D");
    assertRefused(client, "/numbers?cursor=" + cursor + "=");
    assertRefused(client, "/numbers?cursor=%20" + cursor);
  }

  @Test
  void any_other_text_is_refused() {
    for (var text :
        List.of("", "1", "null", "%00", "%F0%9F%91%8B", "a".repeat(4096), "a".repeat(4097))) {
      assertRefused(client, "/numbers?cursor=" + text);
    }
    var random = new Random(7);
    for (var i = 0; i < 1000; i++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      assertRefused(
          client,
          "/numbers?cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  @Test
  void a_cursor_of_another_list_is_refused() {
    assertRefused(client, "/numbers?cursor=" + cursor(client, "/others"));
    assertRefused(client, "/numbers?cursor=" + cursor(client, "/simple"));
    assertRefused(client, "/simple?cursor=" + cursor(client, "/numbers"));
  }

  @Test
  void a_cursor_with_another_type_of_positions_is_refused() {
    assertRefused(client(WithSpots.class, KEY), "/numbers?cursor=" + cursor(client, "/numbers"));
  }

  @Test
  void a_cursor_of_another_application_is_refused() {
    assertRefused(client(Handlers.class, OLD_KEY), "/numbers?cursor=" + cursor(client, "/numbers"));
  }

  @Test
  void a_cursor_of_another_instance_with_the_same_key_is_accepted() {
    assertAccepted(
        client(Handlers.class, KEY), "/numbers?size=1&cursor=" + cursor(client, "/numbers"));
  }

  @Test
  void cursors_of_older_keys_are_accepted_and_new_ones_are_signed_with_the_first() {
    var old = client(Handlers.class, OLD_KEY);
    var both = client(Handlers.class, KEY, OLD_KEY);

    assertAccepted(both, "/numbers?size=1&cursor=" + cursor(old, "/numbers"));
    assertAccepted(client, "/numbers?size=1&cursor=" + cursor(both, "/numbers"));
    assertRefused(old, "/numbers?size=1&cursor=" + cursor(both, "/numbers"));
  }

  @Test
  void without_a_key_each_application_makes_its_own() {
    var one = client(Handlers.class);
    var other = client(Handlers.class);

    assertAccepted(one, "/numbers?size=1&cursor=" + cursor(one, "/numbers"));
    assertRefused(other, "/numbers?size=1&cursor=" + cursor(one, "/numbers"));
  }

  @Test
  void that_a_key_is_random_is_logged_once_when_it_is_first_used() {
    try (var log = CapturedLog.start()) {
      var random = client(Handlers.class);
      random.get("/numbers?size=100").expectStatus(200);
      assertThat(log.text()).doesNotContain("cursor_key_random");
      cursor(random, "/numbers");
      cursor(random, "/others");
      assertThat(log.text()).containsOnlyOnce("cursor_key_random");
    }
  }

  @Test
  void a_key_of_the_application_is_not_logged() {
    try (var log = CapturedLog.start()) {
      cursor(client(Handlers.class, KEY), "/numbers");
      assertThat(log.text()).doesNotContain("cursor_key").doesNotContain(KEY);
    }
  }

  @Test
  void short_keys_are_refused_and_not_repeated() {
    assertThatThrownBy(() -> Lodestar.app().cursorKeys("secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A key for cursors has 6 bytes; expected 16 or more, made at random.");
    assertThatThrownBy(() -> Lodestar.app().cursorKeys(new String[0]))
        .hasMessage(
            "There is no key for cursors; give one, or leave the call out for a random one.");
  }

  @Test
  void keys_may_be_bytes() {
    var app =
        Lodestar.app()
            .routes(Handlers.class)
            .cursorKeys(KEY.getBytes(StandardCharsets.UTF_8))
            .build();

    assertAccepted(TestClient.of(app), "/numbers?size=1&cursor=" + cursor(client, "/numbers"));
  }

  @Test
  void a_position_that_is_too_long_is_a_defect_of_the_application() {
    assertThatThrownBy(() -> client.get("/long?size=1"))
        .hasMessageContaining(
            "A position of type java.lang.String would make a cursor of 5360 characters; at most"
                + " 4096 are accepted. Order the list by something shorter.");
  }

  @Test
  void a_position_that_its_type_does_not_accept_any_more_is_refused() {
    var changing = client(ChangingNumbers.class, KEY);

    assertRefused(changing, "/changing?size=1&cursor=" + cursor(changing, "/changing"));
  }

  static final class ChangingNumbers {
    @Get("/changing")
    CursorPage<Integer> numbers(CursorRequest<Changing> cursor) {
      return cursor.page(List.of(1, 2), Changing::new);
    }
  }

  /// Is written as a number that it does not accept.
  record Changing(int number) {
    Changing {
      if (number > 100) {
        throw new IllegalArgumentException("It is too large.");
      }
    }

    @Override
    public int number() {
      return number + 100;
    }
  }
}

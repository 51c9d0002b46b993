package dev.lodestar.form;

import static dev.lodestar.form.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.MediaType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundaryTest {

  private static Boundary boundary(String text) {
    return Boundary.of(MediaType.MULTIPART_FORM.withParameter("boundary", text));
  }

  @Test
  void the_first_delimiter_is_found_or_the_place_where_one_may_begin() {
    var random = new Random(11);
    for (var round = 0; round < 100_000; round++) {
      var text = random(random, "ab-", 1 + random.nextInt(4));
      var content = random(random, "\r\n--ab\r\n--" + text, random.nextInt(60));
      if (random.nextBoolean()) {
        var place = random.nextInt(content.length() + 1);
        content = content.substring(0, place) + "\r\n--" + text + content.substring(place);
      }
      var from = random.nextInt(content.length() + 1);

      assertThat(boundary(text).find(bytes(content), from, content.length()))
          .as(content)
          .isEqualTo(expected(content, "\r\n--" + text, from));
    }
  }

  private static int expected(String content, String delimiter, int from) {
    var found = content.indexOf(delimiter, from);
    if (found >= 0) {
      return found;
    }
    for (var place = from; place < content.length(); place++) {
      if (delimiter.startsWith(content.substring(place))) {
        return ~place;
      }
    }
    return ~content.length();
  }

  private static String random(Random random, String characters, int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }
}

package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReverseUrlPropertiesTest {
  private static final List<String> SLOTS =
      Slots.standard().names().stream().filter(name -> !name.equals(Slots.GREEDY)).toList();

  @Test
  void a_request_for_an_expanded_template_finds_the_same_values() {
    var random = new Random(3);
    var refused = 0;
    for (var round = 0; round < 30_000; round++) {
      var declared = new StringBuilder();
      var converters = new ArrayList<Converter<?>>();
      var values = new ArrayList<Object>();
      for (var n = random.nextInt(4); n > 0; n--) {
        declared.append(random.nextBoolean() ? "/x" : "/ü y");
        var slot = SLOTS.get(random.nextInt(SLOTS.size()));
        declared.append("/{p").append(n).append(':').append(slot).append('}');
        converters.add(Slots.standard().find(slot).orElseThrow().converter());
        values.add(value(random, slot));
      }
      addGreedy(random, declared, converters, values);
      var template = TestRoutes.template(declared.toString());
      String path;
      try {
        path = template.expand(converters, values.toArray());
      } catch (IllegalArgumentException e) {
        refused++;
        continue;
      }
      var routes = new TestRoutes(Slots.standard());
      routes.add("GET", template, converters, "found");
      assertThat(path).matches("[!-~]+").doesNotContain("?", "#");
      assertThat(TestRoutes.outcome(routes.build(), "GET", path)).as(path).startsWith("found");
      var found = (Match.Found<String>) routes.build().match(HttpMethod.GET, path);
      assertThat(TestRoutes.values(found)).as(path).isEqualTo(values);
    }
    assertThat(refused).as("refused values").isBetween(1, 15_000);
  }

  private static void addGreedy(
      Random random, StringBuilder declared, List<Converter<?>> converters, List<Object> values) {
    switch (random.nextInt(4)) {
      case 0 -> {
        declared.append("/{rest:path}");
        converters.add(Slots.standard().find("path").orElseThrow().converter());
        values.add(text(random) + "/" + text(random));
      }
      case 1 -> {
        declared.append("/{rest:path}");
        converters.add(SegmentList.CONVERTER);
        values.add(List.of(text(random), text(random), text(random)));
      }
      default -> {}
    }
  }

  private static Object value(Random random, String slot) {
    return switch (slot) {
      case "str" -> text(random);
      case "int" -> random.nextInt();
      case "long" -> random.nextLong();
      case "double" -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case "decimal" -> new BigDecimal(new BigInteger(90, random), random.nextInt(20));
      case "uuid" -> new UUID(random.nextLong(), random.nextLong());
      case "bool" -> random.nextBoolean();
      case "date" -> LocalDate.ofEpochDay(random.nextInt(80_000) - 20_000);
      case "datetime" ->
          OffsetDateTime.of(
              LocalDate.ofEpochDay(random.nextInt(40_000)),
              LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)),
              ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_440) - 720)));
      case "time" -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
      case "duration" -> Duration.ofMillis(random.nextInt());
      default -> throw new AssertionError("no random values for the slot type " + slot);
    };
  }

  /// Mostly harmless text of one to six characters, in which anything may appear.
  private static String text(Random random) {
    var text = new StringBuilder();
    for (var n = 1 + random.nextInt(6); n > 0; n--) {
      switch (random.nextInt(24)) {
        case 0 -> text.append("/%?#.\\+ ".charAt(random.nextInt(8)));
        case 1 -> text.append((char) random.nextInt(0x300));
        case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x10000));
        default -> text.append((char) ('!' + random.nextInt('~' - '!' + 1)));
      }
    }
    return text.toString();
  }
}

package dev.lodestar.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.Key;
import dev.lodestar.layer.SecurityRequirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The four merge rules against the sentences that publish them, over random stacks of layers.
/// Internal, because the rules themselves are the promise, whatever setting has them.
class MergeRulesPropertiesTest {
  private static final int RUNS = 200;
  private static final List<Key<Integer>> KEYS =
      List.of(Key.of("a", Integer.class), Key.of("b", Integer.class), Key.of("c", Integer.class));

  /// What one random layer says.
  private record Said(
      Optional<Optional<Integer>> timeout,
      LinkedHashMap<Key<Integer>, Integer> metadata,
      List<Integer> security,
      LinkedHashSet<String> tags) {

    static Said random(Random random) {
      var timeout =
          switch (random.nextInt(3)) {
            case 0 -> Optional.<Optional<Integer>>empty();
            case 1 -> Optional.of(Optional.<Integer>empty());
            default -> Optional.of(Optional.of(1 + random.nextInt(100)));
          };
      var metadata = new LinkedHashMap<Key<Integer>, Integer>();
      var security = new ArrayList<Integer>();
      var tags = new LinkedHashSet<String>();
      for (var i = random.nextInt(4); i > 0; i--) {
        metadata.put(KEYS.get(random.nextInt(KEYS.size())), random.nextInt(100));
        security.add(random.nextInt(5));
        tags.add("tag" + random.nextInt(5));
      }
      return new Said(timeout, metadata, security, tags);
    }

    LayerSettings settings(Origin origin) {
      var builder = new LayerSettings.Builder();
      timeout.ifPresent(choice ->
          choice.ifPresentOrElse(
              millis -> builder.set(LayerSettings.TIMEOUT, Duration.ofMillis(millis), origin),
              () -> builder.disable(LayerSettings.TIMEOUT, origin)));
      metadata.forEach((key, value) -> builder.put(LayerSettings.METADATA, key, value, origin));
      for (var scheme : security) {
        builder.add(
            LayerSettings.SECURITY, new SecurityRequirement("s" + scheme, List.of()), origin);
      }
      tags.forEach(tag -> builder.include(LayerSettings.TAGS, tag, origin));
      return builder.build();
    }
  }

  private final List<Said> layers = new ArrayList<>();
  private LayerSettings merged = LayerSettings.nothing();

  private void stack(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    for (var i = random.nextInt(7); i > 0; i--) {
      var said = Said.random(random);
      merged = merged.with(said.settings(new Origin("layer " + layers.size(), Optional::empty)));
      layers.add(said);
    }
  }

  @RepeatedTest(RUNS)
  void replace_takes_what_the_nearest_layer_says_that_says_anything(RepetitionInfo repetition) {
    stack(repetition);

    var expected = layers.reversed().stream().flatMap(said -> said.timeout().stream()).findFirst();

    assertThat(merged.get(LayerSettings.TIMEOUT).chosen())
        .isEqualTo(expected.flatMap(choice -> choice).map(Duration::ofMillis));
    assertThat(merged.get(LayerSettings.TIMEOUT) instanceof Choice.Inherit)
        .isEqualTo(expected.isEmpty());
  }

  @RepeatedTest(RUNS)
  void map_takes_for_each_key_what_the_nearest_layer_says(RepetitionInfo repetition) {
    stack(repetition);

    for (var key : KEYS) {
      var expected =
          layers.reversed().stream()
              .flatMap(said -> Optional.ofNullable(said.metadata().get(key)).stream())
              .findFirst();
      assertThat(
              Optional.ofNullable(merged.get(LayerSettings.METADATA).get(key)).map(Sourced::value))
          .isEqualTo(expected.map(Object.class::cast));
    }
  }

  @RepeatedTest(RUNS)
  void chain_keeps_everything_from_the_outermost_layer_to_the_nearest(RepetitionInfo repetition) {
    stack(repetition);

    assertThat(
            merged.get(LayerSettings.SECURITY).stream()
                .map(sourced -> sourced.origin().layer() + " " + sourced.value()))
        .containsExactlyElementsOf(chained());
  }

  private List<String> chained() {
    var expected = new ArrayList<String>();
    for (var i = 0; i < layers.size(); i++) {
      for (var scheme : layers.get(i).security()) {
        expected.add("layer " + i + " s" + scheme);
      }
    }
    return expected;
  }

  @RepeatedTest(RUNS)
  void union_keeps_everything_once_with_the_layer_that_said_it_first(RepetitionInfo repetition) {
    stack(repetition);

    var expected = new LinkedHashMap<String, String>();
    for (var i = 0; i < layers.size(); i++) {
      for (var tag : layers.get(i).tags()) {
        expected.putIfAbsent(tag, "layer " + i);
      }
    }

    var union = new LinkedHashMap<String, String>();
    merged.get(LayerSettings.TAGS).forEach((tag, origin) -> union.put(tag, origin.layer()));
    assertThat(union).containsExactlyEntriesOf(expected);
  }

  @RepeatedTest(RUNS)
  void merging_is_associative(RepetitionInfo repetition) {
    stack(repetition);
    var origin = new Origin("layer", Optional::empty);

    var fromTheInside = LayerSettings.nothing();
    for (var said : layers.reversed()) {
      fromTheInside = said.settings(origin).with(fromTheInside);
    }
    var fromTheOutside = LayerSettings.nothing();
    for (var said : layers) {
      fromTheOutside = fromTheOutside.with(said.settings(origin));
    }

    for (var setting : LayerSettings.all()) {
      assertThat((Object) fromTheInside.get(setting)).isEqualTo(fromTheOutside.get(setting));
    }
  }
}

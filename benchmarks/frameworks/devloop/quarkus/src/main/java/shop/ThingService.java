package shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

@ApplicationScoped
public class ThingService {
  private final Map<String, Thing> things = new ConcurrentSkipListMap<>();

  Thing sample() {
    return Thing.of("sample", 3, List.of(Words.word()));
  }

  List<Thing> list(int limit) {
    return things.values().stream().limit(limit).toList();
  }

  Optional<Thing> find(String name) {
    return Optional.ofNullable(things.get(name));
  }

  Thing create(NewThing created) {
    var thing = Thing.of(created.name(), created.count(), created.tags());
    things.put(thing.name(), thing);
    return thing;
  }
}

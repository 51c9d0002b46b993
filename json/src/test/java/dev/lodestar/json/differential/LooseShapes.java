package dev.lodestar.json.differential;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Types that contain each other in every way, and whose fields may all be missing.
final class LooseShapes {
  private LooseShapes() {}

  static final List<Class<?>> ALL =
      List.of(Leaf.class, Box.class, Person.class, Pet.class, Dog.class, Cat.class, Keeper.class);

  record Leaf(@Nullable Integer leafNumber, @Nullable String text, @Nullable Boolean open) {}

  record Box<T>(Optional<T> item, @Nullable List<T> allItems, @Nullable String label) {}

  record Person(
      @Nullable String fullName,
      Optional<Pet> pet,
      @Nullable List<Person> friends,
      @Nullable Map<String, Box<Leaf>> boxes,
      Optional<Box<Person>> home,
      Optional<Keeper> keeper,
      Leaf @Nullable [] leaves) {}

  sealed interface Pet {}

  record Dog(@Nullable String name, Optional<Person> owner, @Nullable List<List<Leaf>> toys)
      implements Pet {}

  record Cat(@Nullable String name, Optional<Leaf> bell, @Nullable Long lives) implements Pet {}

  static final class Keeper {
    private @Nullable String keeperName;
    private @Nullable List<Pet> pets;
    private @Nullable Map<String, Leaf> keys;

    public @Nullable String getKeeperName() {
      return keeperName;
    }

    public void setKeeperName(@Nullable String keeperName) {
      this.keeperName = keeperName;
    }

    public @Nullable List<Pet> getPets() {
      return pets;
    }

    public void setPets(@Nullable List<Pet> pets) {
      this.pets = pets;
    }

    public @Nullable Map<String, Leaf> getKeys() {
      return keys;
    }

    public void setKeys(@Nullable Map<String, Leaf> keys) {
      this.keys = keys;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Keeper that
          && Objects.equals(keeperName, that.keeperName)
          && Objects.equals(pets, that.pets)
          && Objects.equals(keys, that.keys);
    }

    @Override
    public int hashCode() {
      return Objects.hash(keeperName, pets, keys);
    }
  }
}

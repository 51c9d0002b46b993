package dev.lodestar.json.differential;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lodestar.model.Name;
import dev.lodestar.model.Tagged;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Types of every kind, for random values.
final class Shapes {
  private Shapes() {}

  static final List<Class<?>> ALL =
      List.of(
          Primitives.class,
          Boxes.class,
          Texts.class,
          BigNumbers.class,
          Times.class,
          Identifiers.class,
          Enums.class,
          Lists.class,
          Sets.class,
          Maps.class,
          Arrays.class,
          Nested.class,
          Node.class,
          Pages.class,
          Bean.class,
          PublicFields.class,
          OptionalNumbers.class,
          Drawing.class,
          Wide.class,
          OddNames.class,
          Holder.class,
          Parent.class);

  enum Color {
    RED,
    DARK_GREEN,
    blue
  }

  record Primitives(
      boolean a, byte b, short c, int d, long e, float f, double g, char h, boolean i, long j) {}

  record Boxes(
      Boolean a,
      @Nullable Byte b,
      Short c,
      @Nullable Integer d,
      Long e,
      @Nullable Float f,
      Double g,
      Character h) {}

  record Texts(String first, @Nullable String second, Optional<String> third, String fourth) {}

  record BigNumbers(BigInteger whole, BigDecimal part, @Nullable BigDecimal none) {}

  record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offsetDateTime,
      Duration duration) {}

  record Identifiers(UUID id, URI uri, Currency currency, @Nullable UUID other) {}

  record Enums(Color one, Optional<Color> two, List<Color> three, Map<Color, Integer> four) {}

  record Lists(
      List<Integer> numbers,
      List<List<String>> texts,
      List<@Nullable String> gaps,
      ArrayList<Double> decimals,
      List<Optional<Long>> optionals) {}

  record Sets(Set<String> texts, LinkedHashSet<Integer> numbers, TreeSet<Long> sorted) {}

  record Maps(
      Map<String, Integer> numbers,
      Map<String, List<Double>> lists,
      Map<Integer, String> keys,
      TreeMap<UUID, Boolean> ids,
      Map<String, @Nullable String> gaps) {}

  record Arrays(int[] numbers, String[] texts, double[] decimals, byte[] bytes, long[][] table) {}

  record Inner(int number, String text) {}

  record Nested(Inner one, Optional<Inner> two, List<Inner> three, Map<String, Inner> four) {}

  record Node(String name, List<Node> children) {}

  record Page<T>(List<T> items, int total) {}

  record Pages(Page<String> texts, Page<Inner> inners, Page<Page<Color>> pages) {}

  public static final class Bean {
    private int count;
    private String name = "";
    private List<Inner> inners = List.of();
    private boolean open;

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public List<Inner> getInners() {
      return inners;
    }

    public void setInners(List<Inner> inners) {
      this.inners = inners;
    }

    public boolean isOpen() {
      return open;
    }

    public void setOpen(boolean open) {
      this.open = open;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bean that
          && count == that.count
          && name.equals(that.name)
          && inners.equals(that.inners)
          && open == that.open;
    }

    @Override
    public int hashCode() {
      return Objects.hash(count, name, inners, open);
    }
  }

  public static final class PublicFields {
    public long id;
    public String text = "";
    public double value;

    @Override
    public boolean equals(Object other) {
      return other instanceof PublicFields that
          && id == that.id
          && text.equals(that.text)
          && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, text, value);
    }
  }

  record OptionalNumbers(OptionalInt a, OptionalLong b, OptionalDouble c) {}

  @Tagged("kind")
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "Circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square"),
    @JsonSubTypes.Type(value = Nothing.class, name = "Nothing")
  })
  sealed interface Figure permits Circle, Square, Nothing {}

  record Circle(double radius) implements Figure {}

  @Name("square")
  record Square(double side, Optional<String> label) implements Figure {}

  record Nothing() implements Figure {}

  record Drawing(Figure main, List<Figure> others, Map<String, Figure> named) {}

  record Wide(
      int alpha,
      int alphabet,
      int alphabetical,
      int alphabetically,
      String beta,
      String betamax,
      long gamma,
      long gammaRay,
      long gammaRays,
      double delta,
      double deltaWing,
      double deltaWings,
      boolean epsilon,
      boolean epsilon1,
      boolean epsilon2,
      Color zeta,
      Color zeta01,
      Color zeta02,
      List<Integer> eta,
      List<Integer> theta,
      Optional<String> iota,
      Optional<String> kappa,
      String a,
      String aa,
      String aaa,
      String aaaa,
      String aaaaa,
      String aaaaaa,
      String aaaaaaa,
      String aaaaaaaa,
      String aaaaaaaaa,
      String aaaaaaaaaa) {}

  record OddNames(
      @Name("with space") @JsonProperty("with space") int one,
      @Name("with \"quotes\" and \\") @JsonProperty("with \"quotes\" and \\") int two,
      @Name("größe") @JsonProperty("größe") int three,
      @Name("размер") @JsonProperty("размер") int four,
      @Name("🧭") @JsonProperty("🧭") int five,
      @Name("line\nfeed") @JsonProperty("line\nfeed") int six,
      @Name("/~") @JsonProperty("/~") int seven) {}

  record Empty() {}

  record Holder(Empty empty, int number, List<Empty> list) {}

  record Parent(int id, Optional<Parent> parent, Map<String, Parent> children) {}
}

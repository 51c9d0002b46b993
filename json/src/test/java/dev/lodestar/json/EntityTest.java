package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.Tagged;
import dev.lodestar.model.WriteOnly;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Classes with annotations of Jakarta Persistence and Hibernate.
@SuppressWarnings("unused") // properties are found by reflection
class EntityTest {
  private static final Json JSON = Json.standard();

  @MappedSuperclass
  public abstract static class Stored {
    @Id @GeneratedValue private @Nullable Long id;
    @Version private int version;
    @CreationTimestamp private @Nullable Instant createdAt;

    public @Nullable Long getId() {
      return id;
    }

    public void setId(@Nullable Long id) {
      this.id = id;
    }

    public int getVersion() {
      return version;
    }

    public void setVersion(int version) {
      this.version = version;
    }

    public @Nullable Instant getCreatedAt() {
      return createdAt;
    }

    public void setCreatedAt(@Nullable Instant createdAt) {
      this.createdAt = createdAt;
    }
  }

  @Embeddable
  public record Address(String street, String city) {}

  @Entity
  public static class Author extends Stored {
    private String name = "";
    @Embedded private @Nullable Address address;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    private List<Book> books = new ArrayList<>();

    private boolean loaded;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public @Nullable Address getAddress() {
      return address;
    }

    public void setAddress(@Nullable Address address) {
      this.address = address;
    }

    public List<Book> getBooks() {
      if (!loaded) {
        throw new IllegalStateException("The session is closed.");
      }
      return books;
    }

    public void setBooks(List<Book> books) {
      this.books = books;
    }

    void load() {
      loaded = true;
    }
  }

  @Entity
  public static class Book extends Stored {
    private String title = "";
    private @Nullable Author author;
    private Set<String> topics = Set.of();
    private List<Author> readers = List.of();

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    @ManyToOne
    public @Nullable Author getAuthor() {
      return author;
    }

    public void setAuthor(@Nullable Author author) {
      this.author = author;
    }

    @ElementCollection
    public Set<String> getTopics() {
      throw new IllegalStateException("The session is closed.");
    }

    public void setTopics(Set<String> topics) {
      this.topics = topics;
    }

    @ManyToMany
    public List<Author> getReaders() {
      throw new IllegalStateException("The session is closed.");
    }

    public void setReaders(List<Author> readers) {
      this.readers = readers;
    }
  }

  private static Author ann() {
    var author = new Author();
    author.setId(1L);
    author.setVersion(3);
    author.setName("Ann");
    author.setAddress(new Address("Elm", "Ulm"));
    var book = new Book();
    book.setId(7L);
    book.setTitle("Stars");
    book.setAuthor(author);
    author.setBooks(List.of(book));
    return author;
  }

  @Test
  void a_lazy_association_is_not_written_and_its_getter_not_called() {
    assertThat(written(Author.class, ann()))
        .isEqualTo(
            "{\"id\":1,\"version\":3,\"createdAt\":null,\"name\":\"Ann\","
                + "\"address\":{\"street\":\"Elm\",\"city\":\"Ulm\"}}");
  }

  @Test
  void an_association_in_both_directions_ends_at_its_lazy_side() {
    var author = ann();
    author.load();

    assertThat(written(Book.class, author.getBooks().getFirst()))
        .isEqualTo(
            "{\"id\":7,\"version\":0,\"createdAt\":null,\"title\":\"Stars\",\"author\":"
                + written(Author.class, author)
                + "}");
  }

  @Test
  void what_the_database_decides_is_not_read() {
    var author =
        read(
            Author.class,
            "{\"id\": 9, \"version\": 9, \"createdAt\": \"2020-01-01T00:00:00Z\", \"name\": \"Bob\","
                + " \"address\": null, \"books\": 5}");

    assertThat(author.getId()).isNull();
    assertThat(author.getVersion()).isZero();
    assertThat(author.getCreatedAt()).isNull();
    assertThat(author.getName()).isEqualTo("Bob");
  }

  @Test
  void a_lazy_association_is_an_unknown_field() {
    var strict = Json.builder().refuseUnknownFields(true).build();
    var result =
        strict
            .codec(Author.class)
            .decode(bytes("{\"id\": 1, \"name\": \"Bob\", \"address\": null, \"books\": []}"));

    assertThat(result.toString()).contains("/books").doesNotContain("/id");
  }

  @Test
  void a_projection_that_asks_for_a_lazy_association_shows_it() {
    var author = ann();
    author.load();
    var named =
        List.of(
            Projection.all().include("name", "books.title"),
            Projection.all().include("name", "books").include("books.title"),
            Projection.all()
                .exclude("id", "version", "createdAt", "address")
                .mark("books", Mark.READ_ONLY)
                .exclude("books.author", "books.id", "books.version", "books.createdAt"));

    for (var projection : named) {
      assertThat(
              new String(
                  JSON.codec(Author.class, projection).encode(author), StandardCharsets.UTF_8))
          .isEqualTo("{\"name\":\"Ann\",\"books\":[{\"title\":\"Stars\"}]}");
    }
    var renamed = Projection.all().include("name", "books.title").rename("books", "works");
    assertThat(new String(JSON.codec(Author.class, renamed).encode(author), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"Ann\",\"works\":[{\"title\":\"Stars\"}]}");
  }

  @ParameterizedTest
  @MethodSource("restrictions")
  void what_only_restricts_a_lazy_association_does_not_show_it(Projection projection) {
    var author = ann();
    author.load();

    assertThatThrownBy(() -> JSON.codec(Author.class, projection).encode(author))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "The field books is loaded lazily and left out anyway, so that what is said about it"
                + " has no effect.");
  }

  static List<Projection> restrictions() {
    return List.of(
        Projection.all().exclude("books.id"),
        Projection.all().rename("books", "works"),
        Projection.all().mark("books.title", Mark.READ_ONLY));
  }

  public record Copy(String title, int price) {}

  @Tagged("kind")
  public sealed interface Shelf permits Stock, Window {}

  @Entity
  public static final class Stock implements Shelf {
    @OneToMany public List<Copy> copies = List.of(new Copy("Stars", 5));
  }

  public record Window(List<Copy> copies) implements Shelf {}

  @Test
  void what_restricts_a_field_that_is_lazy_in_one_variant_does_not_show_it_there() {
    var codec = JSON.codec(Shelf.class, Projection.all().exclude("copies.price"));

    assertThat(new String(codec.encode(new Stock()), StandardCharsets.UTF_8))
        .isEqualTo("{\"kind\":\"Stock\"}");
    assertThat(
            new String(
                codec.encode(new Window(List.of(new Copy("Moon", 6)))), StandardCharsets.UTF_8))
        .isEqualTo("{\"kind\":\"Window\",\"copies\":[{\"title\":\"Moon\"}]}");
  }

  @Test
  void a_projection_that_includes_other_fields_does_not_show_a_lazy_association() {
    var projection = Projection.all().include("name");

    assertThat(
            new String(JSON.codec(Author.class, projection).encode(ann()), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"Ann\"}");
  }

  @Test
  void a_lazy_association_is_read_where_a_projection_names_it() {
    var projection = Projection.all().include("name", "books.title");

    var author =
        JSON.codec(Author.class, projection)
            .decode(bytes("{\"name\": \"Bob\", \"books\": [{\"title\": \"Moon\"}]}"))
            .orThrow();
    author.load();

    assertThat(author.getBooks()).extracting(Book::getTitle).containsExactly("Moon");
  }

  @Test
  void a_change_does_not_touch_a_lazy_association() {
    var author = ann();

    var changes = JSON.codec(Author.class, Projection.all().partial());
    var change = changes.decodePartial(bytes("{\"name\": \"Eve\", \"books\": []}")).orThrow();

    assertThat(change.present()).containsExactly("name");
    assertThat(change.changed(author)).containsExactly("name");
    assertThat(change.applyTo(author).orThrow()).isSameAs(author);
    assertThat(author.getName()).isEqualTo("Eve");
  }

  @Entity
  public static class Country {
    @Id private String code = "";

    @Formula("(select count(*) from city)")
    private int cities;

    @Column(insertable = false, updatable = false)
    private int rank;

    @WriteOnly @Version private int seen;

    public String getCode() {
      return code;
    }

    public void setCode(String code) {
      this.code = code;
    }

    public int getCities() {
      return cities;
    }

    public void setCities(int cities) {
      this.cities = cities;
    }

    public int getRank() {
      return rank;
    }

    public void setRank(int rank) {
      this.rank = rank;
    }

    public int getSeen() {
      return seen;
    }

    public void setSeen(int seen) {
      this.seen = seen;
    }
  }

  @Test
  void a_natural_key_is_given_on_creation_and_not_changed_afterwards() {
    assertThat(mark(Country.class, "code")).isEqualTo(Mark.NONE);

    var changes = JSON.codec(Country.class, Projection.all().partial());
    assertThat(changes.decodePartial(bytes("{\"code\": \"fr\"}")).orThrow().isEmpty()).isTrue();

    var keyed = JSON.codec(Country.class, Projection.all().partial().mark("code", Mark.NONE));
    assertThat(keyed.decodePartial(bytes("{\"code\": \"fr\"}")).orThrow().present())
        .containsExactly("code");
  }

  @Test
  void columns_that_nobody_writes_are_read_only_and_own_marks_take_precedence() {
    assertThat(mark(Country.class, "cities")).isEqualTo(Mark.READ_ONLY);
    assertThat(mark(Country.class, "rank")).isEqualTo(Mark.READ_ONLY);
    assertThat(mark(Country.class, "seen")).isEqualTo(Mark.WRITE_ONLY);
  }

  @IdGeneratorType(org.hibernate.generator.Generator.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Numbered {}

  @Entity
  public static class Generated {
    @Id @UuidGenerator public @Nullable String uuid;
    @Numbered public int number;
    public int other;
  }

  @Test
  void annotations_that_carry_a_generator_make_a_field_read_only() {
    assertThat(mark(Generated.class, "uuid")).isEqualTo(Mark.READ_ONLY);
    assertThat(mark(Generated.class, "number")).isEqualTo(Mark.READ_ONLY);
    assertThat(mark(Generated.class, "other")).isEqualTo(Mark.NONE);
  }

  @Entity
  public static class Team {
    public String name = "";

    @OneToMany(mappedBy = "team", fetch = FetchType.EAGER)
    public List<Player> players = List.of();

    @OneToMany(mappedBy = "home", fetch = FetchType.EAGER)
    public List<Player> guests = List.of();

    @OneToOne(fetch = FetchType.LAZY)
    public @Nullable Player captain;
  }

  @Entity
  public static class Player {
    public String name = "";
    @ManyToOne public @Nullable Team team;

    @ManyToOne(fetch = FetchType.LAZY)
    public @Nullable Team home;
  }

  @Test
  void of_an_association_with_two_eager_sides_only_the_owning_one_is_shown() {
    var team = new Team();
    team.name = "A";
    var player = new Player();
    player.name = "B";
    player.team = team;
    player.home = team;
    team.players = List.of(player);
    var guest = new Player();
    guest.name = "C";
    team.guests = List.of(guest);
    team.captain = player;

    assertThat(written(Team.class, team))
        .isEqualTo("{\"name\":\"A\",\"guests\":[{\"name\":\"C\",\"team\":null}]}");
  }

  @Test
  void the_annotations_can_be_left_unread() {
    var json = Json.builder().models(Models.standard().withoutPersistenceAnnotations()).build();

    assertThat(new String(json.codec(Team.class).encode(new Team()), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"\",\"players\":[],\"guests\":[],\"captain\":null}");
  }

  /// As Hibernate makes them.
  public static class AuthorProxy extends Author implements HibernateProxy {
    private static final long serialVersionUID = 1;

    @Override
    public Object writeReplace() {
      return this;
    }

    @Override
    public LazyInitializer getHibernateLazyInitializer() {
      throw new IllegalStateException("No field of the entity.");
    }
  }

  @Test
  void a_proxy_is_written_as_its_entity() {
    var proxy = new AuthorProxy();
    proxy.setName("Ann");

    assertThat(written(Object.class, proxy))
        .isEqualTo(
            "{\"id\":null,\"version\":0,\"createdAt\":null,\"name\":\"Ann\",\"address\":null}");
  }

  @Test
  void a_projection_of_a_class_names_lazy_associations_wherever_its_entities_occur() {
    var author = ann();
    author.load();
    var models =
        Models.standard()
            .withProjections(
                Map.of(
                    Author.class, Projection.all().include("name", "books.title"),
                    Book.class, Projection.all().exclude("author")));
    var json = Json.builder().models(models).build();

    assertThat(new String(json.codec(Object.class).encode(List.of(author)), StandardCharsets.UTF_8))
        .isEqualTo("[{\"name\":\"Ann\",\"books\":[{\"title\":\"Stars\"}]}]");
  }

  @Test
  void a_projection_put_into_a_lazy_association_shows_it() {
    var author = ann();
    author.load();
    var projection =
        Projection.all()
            .exclude("id", "version", "createdAt", "address")
            .nest("books", Projection.all().include("title"));

    assertThat(
            new String(JSON.codec(Author.class, projection).encode(author), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"Ann\",\"books\":[{\"title\":\"Stars\"}]}");
  }

  private static Mark mark(Class<?> type, String field) {
    for (var each : ((ObjectModel) JSON.models().model(type)).fields()) {
      if (each.javaName().equals(field)) {
        return each.mark();
      }
    }
    throw new AssertionError("no field " + field);
  }

  private static <T> String written(Class<T> type, T value) {
    return new String(JSON.codec(type).encode(value), StandardCharsets.UTF_8);
  }

  private static <T> T read(Class<T> type, String document) {
    return JSON.codec(type).decode(bytes(document)).orThrow();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}

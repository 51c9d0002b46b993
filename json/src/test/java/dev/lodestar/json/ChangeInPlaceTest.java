package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.model.Projection;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.AssertTrue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Objects with setters are changed in place, wholly or not at all.
class ChangeInPlaceTest {
  private static final Json JSON = Json.standard();

  public static class Home {
    private String city = "";
    private int rooms;
    private final List<String> log;

    public Home() {
      this(new ArrayList<>());
    }

    Home(List<String> log) {
      this.log = log;
    }

    public String getCity() {
      return city;
    }

    public void setCity(String city) {
      log.add("city " + city);
      this.city = city;
    }

    public int getRooms() {
      return rooms;
    }

    public void setRooms(int rooms) {
      this.rooms = rooms;
      if (rooms < 0) {
        throw new IllegalArgumentException("A home has no fewer than 0 rooms.");
      }
    }
  }

  public record Job(String title, Home office) {
    public Job {
      if (title.equals(office.getCity())) {
        throw new IllegalArgumentException("The title is the city.");
      }
    }
  }

  public static class Person {
    private String name = "Ann";
    private int from = 1;
    private int to = 5;
    private final List<String> tags = new ArrayList<>(List.of("a", "b"));
    private List<String> notes = new ArrayList<>(List.of("n"));
    private Map<String, Integer> counts = new LinkedHashMap<>(Map.of("x", 1));
    private @Nullable Home home;
    private @Nullable Job job;
    private @Nullable String password;
    private Map<String, Home> homes = Map.of();

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getFrom() {
      return from;
    }

    public void setFrom(int from) {
      this.from = from;
    }

    public int getTo() {
      return to;
    }

    public void setTo(int to) {
      if (to == 13) {
        throw new IllegalArgumentException("13 brings bad luck.");
      }
      this.to = to;
    }

    /// As persistent collections are often set: the one that is there is filled.
    public List<String> getTags() {
      return tags;
    }

    public void setTags(List<String> tags) {
      this.tags.clear();
      this.tags.addAll(tags);
    }

    public List<String> getNotes() {
      return Collections.unmodifiableList(notes);
    }

    public void setNotes(List<String> notes) {
      var copy = List.copyOf(notes);
      this.notes.clear();
      this.notes.addAll(copy);
    }

    public Map<String, Integer> getCounts() {
      return counts;
    }

    public void setCounts(Map<String, Integer> counts) {
      this.counts = counts;
    }

    public @Nullable Home getHome() {
      return home;
    }

    public void setHome(@Nullable Home home) {
      this.home = home;
    }

    public @Nullable Job getJob() {
      return job;
    }

    public void setJob(@Nullable Job job) {
      this.job = job;
    }

    public void setPassword(@Nullable String password) {
      this.password = password;
    }

    public Map<String, Home> getHomes() {
      return homes;
    }

    public void setHomes(Map<String, Home> homes) {
      this.homes = homes;
    }

    @AssertTrue(message = "it ends before it begins")
    boolean isInOrder() {
      return from <= to;
    }
  }

  private static Person person() {
    var home = new Home();
    home.setCity("Ulm");
    home.setRooms(3);
    var person = new Person();
    person.setHome(home);
    person.setJob(new Job("clerk", home));
    person.setHomes(Map.of("first", home));
    return person;
  }

  @Test
  void an_invalid_change_leaves_everything_as_it_was() {
    var person = person();
    var home = person.getHome();
    var before = written(person);
    var tags = person.getTags();
    var counts = person.getCounts();

    assertThat(
            problems(
                person,
                "{\"name\": \"Bob\", \"from\": 9, \"tags\": [\"z\"], \"notes\": [], \"counts\": {\"y\":"
                    + " 2}, \"home\": {\"city\": \"Bonn\"}, \"homes\": {\"first\": {\"rooms\": 4}}}"))
        .containsExactly("(document): it ends before it begins");
    assertThat(written(person)).isEqualTo(before);
    assertThat(person.getHome()).isSameAs(home);
    assertThat(person.getTags()).isSameAs(tags).containsExactly("a", "b");
    assertThat(person.getCounts()).isSameAs(counts);
    assertThat(person.getNotes()).containsExactly("n");
  }

  @Test
  void a_setter_that_refuses_its_value_undoes_the_others() {
    var person = person();
    var before = written(person);

    assertThat(
            problems(
                person, "{\"name\": \"Bob\", \"from\": 2, \"to\": 13, \"home\": {\"rooms\": 9}}"))
        .containsExactly("(document): 13 brings bad luck.");
    assertThat(written(person)).isEqualTo(before);
  }

  @Test
  void a_setter_that_throws_after_it_has_set_is_undone_too() {
    var person = person();
    var before = written(person);

    assertThat(
            problems(person, "{\"name\": \"Bob\", \"home\": {\"city\": \"Bonn\", \"rooms\": -1}}"))
        .containsExactly("/home: A home has no fewer than 0 rooms.");
    assertThat(written(person)).isEqualTo(before);
  }

  @Test
  void a_record_that_is_refused_undoes_the_objects_inside_of_it() {
    var person = person();
    var before = written(person);

    assertThat(
            problems(person, "{\"job\": {\"title\": \"Bonn\", \"office\": {\"city\": \"Bonn\"}}}"))
        .containsExactly("/job: The title is the city.");
    assertThat(written(person)).isEqualTo(before);
  }

  @Test
  void a_valid_change_reaches_objects_inside_of_records_and_maps_in_place() {
    var person = person();
    var home = person.getHome();

    var changed =
        change(
                "{\"job\": {\"office\": {\"city\": \"Bonn\"}}, \"homes\": {\"first\": {\"rooms\": 7}}}")
            .applyTo(person)
            .orThrow();

    assertThat(changed).isSameAs(person);
    assertThat(home.getCity()).isEqualTo("Bonn");
    assertThat(home.getRooms()).isEqualTo(7);
    assertThat(person.getJob().office()).isSameAs(home);
    assertThat(person.getHomes().get("first")).isSameAs(home);
  }

  @Test
  void nothing_is_touched_when_the_change_is_known_to_be_wrong_before() {
    var log = new ArrayList<String>();
    var person = person();
    person.setHome(new Home(log));
    person.setJob(null);

    assertThat(problems(person, "{\"home\": {\"city\": \"Bonn\"}, \"job\": {\"title\": \"x\"}}"))
        .containsExactly("/job/office: The field is required: expected an object.");
    assertThat(log).isEmpty();
  }

  @Test
  void a_property_that_cannot_be_read_is_put_back_into_the_field_of_its_name() {
    var person = person();
    var before = person.password;

    assertThat(problems(person, "{\"password\": \"new\", \"from\": 9}")).isNotEmpty();

    assertThat(person.password).isEqualTo(before);
  }

  /// A getter that hides and setters that change what they are given.
  public static class Vault {
    private String card = "4111-1111";
    private String pin = "hash of 1234";
    private final List<String> keys = new ArrayList<>(List.of("a"));
    private String other = "there";

    public String getCard() {
      return "****" + card.substring(card.length() - 4);
    }

    public void setCard(String card) {
      this.card = card;
    }

    public void setPin(String pin) {
      this.pin = "hash of " + pin;
    }

    public void setToken(String token) {
      this.other = token;
    }

    public void setKeys(List<String> keys) {
      this.keys.clear();
      this.keys.addAll(keys);
    }

    @AssertTrue
    boolean isFine() {
      return false;
    }
  }

  private static Vault refused(String document) {
    var vault = new Vault();
    var change =
        JSON.codec(Vault.class, Projection.all().partial())
            .decodePartial(bytes(document))
            .orThrow();
    assertThat(told(change.applyTo(vault))).hasSize(1);
    return vault;
  }

  @Test
  void what_a_getter_does_not_show_is_put_back_as_it_was() {
    assertThat(refused("{\"card\": \"5500-1111\"}").card).isEqualTo("4111-1111");
    assertThat(refused("{\"card\": \"5500-2222\"}").card).isEqualTo("4111-1111");
  }

  @Test
  void what_a_setter_changed_before_it_kept_it_is_not_changed_again() {
    assertThat(refused("{\"pin\": \"9\"}").pin).isEqualTo("hash of 1234");
    assertThat(refused("{\"keys\": [\"b\", \"c\"]}").keys).containsExactly("a");
  }

  @Test
  void a_property_without_a_getter_and_without_a_field_of_its_name_keeps_its_value() {
    assertThat(refused("{\"token\": \"new\"}").other).isEqualTo("new");
  }

  @Test
  void nothing_sent_is_nothing_checked_and_nothing_changed() {
    var person = person();
    person.setFrom(99);

    assertThat(change("{}").isEmpty()).isTrue();
    assertThat(change("{}").applyTo(person).orThrow()).isSameAs(person);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Constraint(validatedBy = Broken.class)
  @interface Checked {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  public static class Broken implements ConstraintValidator<Checked, Counter> {
    @Override
    public boolean isValid(Counter value, ConstraintValidatorContext context) {
      throw new IllegalStateException("The database is not there.");
    }
  }

  @Checked
  public static class Counter {
    public int count;
  }

  @Test
  void a_validator_that_fails_is_no_mistake_of_the_document_and_undoes_the_change() {
    var counter = new Counter();
    var change =
        JSON.codec(Counter.class, Projection.all().partial())
            .decodePartial(bytes("{\"count\": 5}"))
            .orThrow();

    assertThatThrownBy(() -> change.applyTo(counter)).isInstanceOf(ValidationException.class);
    assertThat(counter.count).isZero();
  }

  public static class Foreign {
    public String name;
    public @Nullable Foreign other;

    private Foreign(String name, boolean known) {
      this.name = known ? name : "";
    }
  }

  @Test
  void an_object_without_a_constructor_that_is_known_is_changed_and_not_made() {
    var codec = JSON.codec(Foreign.class, Projection.all().partial());
    var change = codec.decodePartial(bytes("{\"name\": \"b\"}")).orThrow();
    var creation = codec.decodePartial(bytes("{\"other\": {\"name\": \"b\"}}")).orThrow();
    var foreign = new Foreign("a", true);

    assertThat(change.applyTo(foreign).orThrow().name).isEqualTo("b");
    assertThat(told(creation.applyTo(foreign)))
        .containsExactly(
            "/other: There is nothing here to change, and a document cannot give all that is"
                + " needed.");
    assertThatThrownBy(change::create)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Instances of Foreign cannot be made: it has no constructor that is known.");
  }

  public static class Stubborn {
    private int size = -1;
    public String name = "a";

    public int getSize() {
      return size;
    }

    public void setSize(int size) {
      if (size < 0) {
        throw new IllegalArgumentException("negative");
      }
      this.size = size;
    }

    @AssertTrue
    boolean isFine() {
      return size != 3;
    }
  }

  @Test
  void what_cannot_be_put_back_is_said() {
    var stubborn = new Stubborn();
    var change =
        JSON.codec(Stubborn.class, Projection.all().partial())
            .decodePartial(bytes("{\"size\": 3, \"name\": \"b\"}"))
            .orThrow();

    assertThatThrownBy(() -> change.applyTo(stubborn))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A change was refused, and the field Stubborn.size could not be put back.");
    assertThat(stubborn.name).isEqualTo("a");
  }

  @Test
  void only_what_really_differs_is_changed() {
    var person = person();

    assertThat(
            change(
                    "{\"name\": \"Ann\", \"from\": 2, \"tags\": [\"a\", \"b\"], \"counts\": {\"x\": 1,"
                        + " \"y\": null}, \"home\": {\"city\": \"Ulm\"}, \"job\": {\"office\": {\"rooms\":"
                        + " 4}}, \"password\": \"x\"}")
                .changed(person))
        .containsExactly("from", "job", "password");
    assertThat(person.getFrom()).isEqualTo(1);
  }

  private static Partial<Person> change(String document) {
    return JSON.codec(Person.class, Projection.all().partial())
        .decodePartial(bytes(document))
        .orThrow();
  }

  private static List<String> problems(Person person, String document) {
    return told(change(document).applyTo(person));
  }

  private static List<String> told(Decoded<?> result) {
    return ((Decoded.Invalid<?>) result).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static String written(Person person) {
    return new String(JSON.codec(Person.class).encode(person), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}

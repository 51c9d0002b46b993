package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Private;
import dev.lodestar.model.Projection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Projections that are put into fields of others.
class NestedProjectionTest {
  record Country(String isoCode, @Nullable String name) {}

  record Address(@Nullable String streetName, String city, @Nullable Country country) {}

  record Customer(
      @Nullable Long id,
      @Nullable Address home,
      List<Address> others,
      Map<String, Address> byName,
      Optional<Address> work,
      @Private @Nullable Address secret) {}

  private static final Address ADDRESS = new Address("Elm", "Ulm", new Country("DE", "Germany"));
  private static final Customer CUSTOMER =
      new Customer(
          1L, ADDRESS, List.of(ADDRESS), Map.of("k", ADDRESS), Optional.of(ADDRESS), ADDRESS);
  private static final Projection CITY = Projection.all().include("city");
  private static final Json JSON = Json.standard();

  @Test
  void a_nested_projection_counts_for_the_objects_in_a_field() {
    var projection =
        Projection.all()
            .nest("home", CITY)
            .nest("others", CITY)
            .nest("byName", CITY)
            .nest("work", CITY);

    assertThat(written(projection))
        .isEqualTo(
            """
            {"id":1,"home":{"city":"Ulm"},"others":[{"city":"Ulm"}],"byName":{"k":{"city":"Ulm"}},\
            "work":{"city":"Ulm"}}\
            """);
  }

  @Test
  void its_naming_counts_inside_of_the_field_alone() {
    var inner = Projection.all().exclude("country.name").naming(NamingStrategy.SNAKE_CASE);
    var projection =
        Projection.all()
            .include("id", "work")
            .nest("home", inner)
            .naming(NamingStrategy.PASCAL_CASE);

    assertThat(written(projection))
        .isEqualTo(
            """
            {"Id":1,"Home":{"street_name":"Elm","city":"Ulm","country":{"iso_code":"DE"}},\
            "Work":{"StreetName":"Elm","City":"Ulm","Country":{"IsoCode":"DE","Name":"Germany"}}}\
            """);
  }

  @Test
  void its_depth_is_counted_from_the_objects_in_the_field() {
    var projection = Projection.all().include("home").nest("home", Projection.all().maxDepth(0));

    assertThat(written(projection))
        .isEqualTo("{\"home\":{\"streetName\":\"Elm\",\"city\":\"Ulm\"}}");
  }

  @Test
  void an_outer_depth_counts_in_a_nested_projection_too() {
    var projection =
        Projection.all().nest("home", Projection.all().maxDepth(5)).include("id").maxDepth(1);

    assertThat(written(projection))
        .isEqualTo("{\"id\":1,\"home\":{\"streetName\":\"Elm\",\"city\":\"Ulm\"}}");
  }

  @Test
  void whether_it_refuses_unknown_fields_counts_inside_of_the_field() {
    var projection =
        Projection.all()
            .include("home")
            .nest("home", Projection.all().refuseUnknown(false))
            .refuseUnknown(true)
            .partial();
    var codec = JSON.codec(Customer.class, projection);

    assertThat(problems(codec.decodePartial(bytes("{\"x\":1,\"home\":{\"y\":1}}"))))
        .containsExactly("/x: There is no field of this name.");
  }

  @Test
  void a_field_with_a_nested_projection_is_kept_where_others_are_included() {
    assertThat(written(Projection.all().include("id").nest("home", CITY)))
        .isEqualTo("{\"id\":1,\"home\":{\"city\":\"Ulm\"}}");
  }

  @Test
  void nested_projections_nest() {
    var inner = Projection.all().include("city").nest("country", Projection.all().include("name"));

    assertThat(written(Projection.all().include("id").nest("work", inner)))
        .isEqualTo("{\"id\":1,\"work\":{\"city\":\"Ulm\",\"country\":{\"name\":\"Germany\"}}}");
  }

  @Test
  void it_may_begin_below_several_fields() {
    var projection =
        Projection.all()
            .include("home.city")
            .nest("home.country", Projection.all().include("isoCode"));

    assertThat(written(projection))
        .isEqualTo("{\"home\":{\"city\":\"Ulm\",\"country\":{\"isoCode\":\"DE\"}}}");
  }

  @Test
  void it_narrows_together_with_the_projection_of_the_class() {
    var json =
        Json.builder()
            .projections(
                Map.of(
                    Customer.class,
                    Projection.all()
                        .include("id")
                        .nest(
                            "home",
                            Projection.all()
                                .exclude("country.name")
                                .rename("streetName", "outer")
                                .named("Placed")),
                    Address.class,
                    Projection.all()
                        .exclude("city")
                        .rename("streetName", "inner")
                        .naming(NamingStrategy.PASCAL_CASE)
                        .named("Own")))
            .build();
    var customer = (ObjectModel) json.models().model(Customer.class);

    assertThat(text(json.codec(Customer.class).encode(CUSTOMER)))
        .isEqualTo("{\"id\":1,\"home\":{\"outer\":\"Elm\",\"Country\":{\"IsoCode\":\"DE\"}}}");
    assertThat(((ObjectModel) customer.fields().getLast().use().model()).view()).contains("Placed");
    assertThat(((ObjectModel) json.models().model(Address.class)).view()).contains("Own");
  }

  @Test
  void the_name_of_a_projection_names_what_it_was_made_for_alone() {
    var projection = Projection.all().exclude("home.city").named("ReadCustomer");
    var model = model(projection);

    assertThat(model.view()).contains("ReadCustomer");
    assertThat(model.origin().view()).isEmpty();
    assertThat(((ObjectModel) model.fields().get(1).use().model()).view()).isEmpty();
  }

  @Test
  void it_is_read_as_it_is_written() {
    var projection = Projection.all().include("id").nest("home", CITY.rename("city", "town"));
    var changes = JSON.codec(Customer.class, projection.partial());

    var change = changes.decodePartial(bytes("{\"home\":{\"town\":\"Bonn\",\"city\":\"x\"}}"));

    assertThat(change.orThrow().applyTo(CUSTOMER).orThrow().home())
        .isEqualTo(new Address("Elm", "Bonn", new Country("DE", "Germany")));
  }

  @Test
  void mistakes_in_a_nested_projection_are_found_with_their_place() {
    var projection =
        Projection.all()
            .nest("home", Projection.all().exclude("cty", "country.nam"))
            .nest("id", CITY)
            .nest("hmoe", CITY)
            .nest("secret", CITY)
            .nest("work", CITY.partial());

    assertThat(mistakes(projection))
        .containsExactlyInAnyOrder(
            "Customer.home: There is no field \"cty\" in Address. Did you mean \"city\"? Its fields"
                + " are streetName, city, country.",
            "Customer.home.country: There is no field \"nam\" in Country. Did you mean \"name\"? Its"
                + " fields are isoCode, name.",
            "Customer.id: A projection cannot be put into the field: Long has no fields. Remove it,"
                + " or choose a field of Customer that holds objects.",
            "Customer: There is no field \"hmoe\" in Customer. Did you mean \"home\"? Its fields are"
                + " id, home, others, byName, work, secret.",
            "Customer: The field secret is @Private, so that nothing else can be said about it. Lift"
                + " the mark as well, with mark(\"secret\", Mark.NONE); or remove the rest.",
            "Customer: The projection of the field work is partial, but the object that holds it is"
                + " not. Remove partial() from the inner projection, or add it to the outer one.");
  }

  @Test
  void what_can_have_no_effect_is_a_mistake() {
    assertThat(mistakes(Projection.all().exclude("home").rename("home", "x")))
        .containsExactly(
            "Customer: The field home is excluded, so that nothing else can be said about it. Do not"
                + " exclude it, or remove the rest.");
    assertThat(mistakes(Projection.all().exclude("home").rename("home.city", "x")))
        .containsExactly(
            "Customer: The field home is excluded, so that nothing else can be said about it. Do not"
                + " exclude it, or remove the rest.");
    assertThat(mistakes(Projection.all().include("id").rename("home", "x")))
        .containsExactly(
            "Customer: The field home is not included, so that nothing else can be said about it."
                + " Include it too, or remove the rest.");
    assertThat(mistakes(Projection.all().include("id", "home.country.name").maxDepth(1)))
        .containsExactly(
            "Customer.home: The field country lies deeper than the greatest depth of the projection."
                + " Raise maxDepth, or remove what is said about the field.",
            "Customer.home: The projection leaves no field of Address. Exclude the field that holds"
                + " it, or keep a field.");
  }

  @Test
  void what_is_left_out_twice_is_no_mistake() {
    assertThat(written(Projection.all().include("id").exclude("home.city")))
        .isEqualTo("{\"id\":1}");
    assertThat(
            written(
                Projection.all()
                    .exclude("home", "home.city", "others", "byName", "work", "secret")))
        .isEqualTo("{\"id\":1}");
  }

  @Test
  void a_path_leads_through_at_most_a_hundred_fields() {
    var half = String.join(".", Collections.nCopies(50, "a"));

    assertThat(Projection.all().nest(half, Projection.all().include(half)).paths()).hasSize(2);
    assertThatThrownBy(() -> Projection.all().nest(half + ".a", Projection.all().include(half)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The path \""
                + (half + ".a").substring(0, 100)
                + "...\" leads through 101 fields, and not through at most 100.");
    assertThatThrownBy(() -> Projection.all().exclude(half + "." + half + ".a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads through 101 fields");
  }

  @Test
  void a_projection_tells_what_it_names() {
    var projection =
        Projection.all()
            .include("id")
            .rename("home.city", "town")
            .nest("work", Projection.all().include("city").exclude("country"))
            .named("Small");

    assertThat(projection.paths())
        .containsExactly("id", "home.city", "work", "work.city", "work.country");
    assertThat(projection.included()).containsExactly("id", "work.city");
    assertThat(projection.name()).contains("Small");
    assertThat(projection).hasToString("Small");
  }

  @Test
  void the_fields_that_a_path_leads_to_can_be_asked_for() {
    var use = JSON.models().use(Customer.class);

    assertThat(Models.fields(use, "byName.country.name"))
        .singleElement()
        .satisfies(field -> assertThat(field.javaName()).isEqualTo("name"));
    assertThat(Models.fields(use, "home.nothing")).isEmpty();
    assertThat(Models.fields(use, "id.nothing")).isEmpty();
  }

  private static ObjectModel model(Projection projection) {
    return (ObjectModel) Models.project(JSON.models().use(Customer.class), projection).model();
  }

  private static String written(Projection projection) {
    return text(JSON.codec(Customer.class, projection).encode(CUSTOMER));
  }

  private static List<String> mistakes(Projection projection) {
    try {
      JSON.codec(Customer.class, projection);
    } catch (ModelException unfit) {
      return unfit.problems().stream().map(Object::toString).toList();
    }
    throw new AssertionError("The projection was accepted.");
  }

  private static List<String> problems(Decoded<?> decoded) {
    return ((Decoded.Invalid<?>) decoded).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}

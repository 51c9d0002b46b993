package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Name;
import dev.lodestar.model.RawJson;
import dev.lodestar.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the schemas of values without fields are.
class SimpleTypeSchemaTest {
  private static final Json JSON = Json.standard();

  private static String read(java.lang.reflect.Type type) {
    return Said.text(Schemas.builder().build().input(JSON, type));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "java.lang.String|{'type':'string'}",
        "java.lang.Character|{'type':'string','minLength':1,'maxLength':1}",
        "java.lang.Boolean|{'type':'boolean'}",
        "java.lang.Byte|{'type':'integer','format':'int8','minimum':-128,'maximum':127}",
        "java.lang.Short|{'type':'integer','format':'int16','minimum':-32768,'maximum':32767}",
        "java.lang.Integer|{'type':'integer','format':'int32'}",
        "java.lang.Long|{'type':'integer','format':'int64'}",
        "java.lang.Float|{'type':'number','format':'float'}",
        "java.lang.Double|{'type':'number','format':'double'}",
        "java.math.BigInteger|{'type':'integer'}",
        "java.math.BigDecimal|{'type':'number'}",
        "java.util.UUID|{'type':'string','format':'uuid'}",
        "java.net.URI|{'type':'string','format':'iri-reference'}",
        "java.time.Instant|{'type':'string','format':'date-time'}",
        "java.time.OffsetDateTime|{'type':'string','format':'date-time'}",
        "java.time.LocalDate|{'type':'string','format':'date'}",
        "java.time.LocalTime|{'type':'string','format':'time-local'}",
        "java.time.LocalDateTime|{'type':'string','format':'date-time-local'}",
        "java.time.OffsetTime|{'type':'string','format':'time'}",
        "java.lang.Object|{}",
        "java.nio.file.Path|{'type':'string'}",
        "java.util.concurrent.atomic.AtomicInteger|{'type':'integer','format':'int32'}",
      })
  void types_of_the_platform(String type, String schema) throws ClassNotFoundException {
    assertThat(read(Class.forName(type))).isEqualTo(schema);
  }

  @Test
  void types_without_a_format_have_a_description_and_an_example() {
    assertThat(read(Duration.class))
        .isEqualTo(
            "{'type':'string','description':'An ISO 8601 duration such as PT1H30M.',"
                + "'examples':['PT1H30M']}");
    assertThat(read(ZoneId.class)).contains("'examples':['Europe/Paris']");
    assertThat(read(MonthDay.class)).contains("'pattern'").contains("'examples':['--11-28']");
  }

  record Film(@Doc("How long it plays.") Optional<Duration> length, @Doc("When.") Instant on) {}

  @Test
  void what_is_said_about_a_field_does_not_replace_how_it_is_written() {
    var film = Said.read(JSON, Film.class);

    assertThat(Said.property(film, "length"))
        .contains("'How long it plays.\\n\\nAn ISO 8601 duration such as PT1H30M.'");
    assertThat(Said.property(film, "on")).contains("'description':'When.'");
  }

  @Test
  void bytes_are_a_text_in_base64() {
    assertThat(read(byte[].class)).isEqualTo("{'type':'string','contentEncoding':'base64'}");
  }

  @Test
  void raw_json_is_any_value() {
    assertThat(read(RawJson.class)).isEqualTo("{}");
  }

  @Test
  void containers_are_described_in_their_place() {
    assertThat(read(new JsonType<List<Integer>>() {}.type()))
        .isEqualTo("{'type':'array','items':{'type':'integer','format':'int32'}}");
    assertThat(read(new JsonType<Set<UUID>>() {}.type()))
        .isEqualTo("{'type':'array','items':{'type':'string','format':'uuid'}}");
    assertThat(read(long[][].class))
        .isEqualTo(
            "{'type':'array','items':{'type':'array','items':{'type':'integer','format':'int64'}}}");
    assertThat(read(new JsonType<Optional<String>>() {}.type()))
        .isEqualTo("{'type':['string','null']}");
    assertThat(read(new JsonType<Map<String, Boolean>>() {}.type()))
        .isEqualTo("{'type':'object','additionalProperties':{'type':'boolean'}}");
    assertThat(read(new JsonType<Map<Integer, Boolean>>() {}.type()))
        .isEqualTo(
            "{'type':'object','additionalProperties':{'type':'boolean'},"
                + "'propertyNames':{'type':'string','pattern':'^-?[0-9]+$'}}");
  }

  @Doc("How loud it is.")
  enum Volume {
    @Doc("Nobody hears it.")
    LOW,
    @Name("high")
    HIGH
  }

  @Test
  void an_enum_is_a_component_that_describes_its_constants() {
    assertThat(Said.text(Said.read(JSON, Volume.class)))
        .isEqualTo(
            "{'type':'string','description':'How loud it is.\\n\\n- `LOW`: Nobody hears it.',"
                + "'enum':['LOW','high'],'x-enum-descriptions':['Nobody hears it.','']}");
  }

  enum Spelled {
    @Name(aliases = "gray")
    GREY
  }

  @Test
  void every_name_of_a_constant_may_be_sent() {
    assertThat(Said.text(Said.read(JSON, Spelled.class)))
        .isEqualTo("{'type':'string','enum':['GREY','gray']}");
    assertThat(Said.text(Said.written(JSON, Spelled.class)))
        .isEqualTo("{'type':'string','enum':['GREY']}");
  }

  @Test
  void constants_are_keys_of_maps() {
    var schema = Schemas.builder().build().input(JSON, new JsonType<Map<Volume, Long>>() {}.type());

    assertThat(Said.text(schema)).contains("'propertyNames':{'$ref':'#/$defs/Volume'}");
  }

  enum Grade {
    GOOD,
    @Doc("To be done again.")
    BAD;

    @Value
    int number() {
      return 1 + ordinal();
    }
  }

  record Graded(@Default("2") Grade grade, Map<Grade, String> comments) {}

  @Test
  void constants_that_are_numbers_are_integers_and_in_names_their_digits() {
    var schema = Said.text(Said.read(JSON, Graded.class));

    assertThat(Said.text(Said.read(JSON, Grade.class)))
        .isEqualTo(
            "{'type':'integer','enum':[1,2],'description':'- `2`: To be done again.',"
                + "'x-enum-descriptions':['','To be done again.']}");
    assertThat(schema)
        .contains("'default':2")
        .contains("'propertyNames':{'type':'string','enum':['1','2']}");
  }

  record Iban(String text) {}

  private static final Converter<Iban> IBANS =
      new Converter<>() {
        @Override
        public Iban parse(String text) {
          return new Iban(text);
        }

        @Override
        public String format(Iban value) {
          return value.text();
        }

        @Override
        public String expected() {
          return "an IBAN without spaces";
        }
      };

  @Test
  void what_a_converter_reads_is_a_text_that_it_describes() {
    var json = Json.builder().converter(Iban.class, IBANS).build();

    assertThat(Said.text(Schemas.builder().build().input(json, Iban.class)))
        .isEqualTo("{'type':'string','description':'An IBAN without spaces.'}");
  }

  record Money(String text) {}

  @Test
  void what_is_mapped_is_what_stands_for_it() {
    var json =
        Json.builder()
            .mapping(
                Money.class,
                new JsonType<Map<String, Long>>() {},
                money -> Map.of(),
                amounts -> new Money(""))
            .build();

    assertThat(Said.text(Schemas.builder().build().input(json, Money.class)))
        .isEqualTo("{'type':'object','additionalProperties':{'type':'integer','format':'int64'}}");
  }

  record Search(Optional<Integer> limit, List<Volume> volumes) {}

  @Test
  void a_parameter_is_never_null() {
    var schemas = Schemas.builder().build();
    var search = (dev.lodestar.model.ObjectModel) JSON.models().model(Search.class);

    assertThat(Said.text(schemas.parameter(JSON, search.fields().get(0).use())))
        .isEqualTo("{'type':'integer','format':'int32'}");
    assertThat(Said.text(schemas.parameter(JSON, search.fields().get(1).use())))
        .isEqualTo("{'type':'array','items':{'$ref':'#/$defs/Volume'}}");
  }
}

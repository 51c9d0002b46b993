package dev.lodestar.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.json.Json;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Codecs that a mapper stands behind, without the rest of the framework.
class JacksonCodecTest {

  record Point(int x, String label) {}

  record Texts(@JsonProperty("ü") String text) {}

  static final class Ring {
    public Ring getSelf() {
      return this;
    }
  }

  private static final Json JSON =
      Json.builder().backend(JacksonBackend.forAllTypes(JsonMapper.shared())).build();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void documents_are_appended_to_what_a_buffer_holds() {
    var codec = JSON.codec(Point.class);
    var buffer = new DocumentBuffer(1);

    codec.encode(new Point(1, "a"), buffer);
    codec.encode(new Point(2, "ü".repeat(5000)), buffer);

    assertThat(buffer.toString())
        .isEqualTo("{\"x\":1,\"label\":\"a\"}{\"x\":2,\"label\":\"" + "ü".repeat(5000) + "\"}");
  }

  @Test
  void a_buffer_is_unchanged_if_the_value_cannot_be_written() {
    var buffer = new DocumentBuffer();
    JSON.codec(Point.class).encode(new Point(1, "a"), buffer);
    var before = buffer.toString();

    assertThatThrownBy(() -> JSON.codec(Ring.class).encode(new Ring(), buffer))
        .isInstanceOf(EncodeException.class);
    assertThat(buffer.toString()).isEqualTo(before);
  }

  @Test
  void documents_are_read_from_arrays_buffers_and_streams() throws IOException {
    var codec = JSON.codec(Point.class);
    var document = "{\"x\":1,\"label\":\"a\"}";
    var point = new Point(1, "a");

    assertThat(codec.decode(bytes("__" + document + "__"), 2, document.length()).orThrow())
        .isEqualTo(point);
    assertThat(codec.decode(ByteBuffer.wrap(bytes(document))).orThrow()).isEqualTo(point);
    assertThat(codec.decode(new ByteArrayInputStream(bytes(document))).orThrow()).isEqualTo(point);
  }

  @Test
  void the_size_of_documents_is_limited_by_the_set() {
    var small = JSON.toBuilder().limits(DocumentLimits.standard().withDocumentSize(10)).build();

    assertThat(small.codec(Point.class).decode(bytes("{\"x\":1,\"label\":\"a\"}")))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void json_beyond_a_limit_of_the_mapper_is_malformed() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(5).build())
            .build();
    var json =
        Json.builder()
            .backend(JacksonBackend.forAllTypes(JsonMapper.builder(factory).build()))
            .build();

    assertThat(json.codec(Point.class).decode(bytes("{\n  \"x\": 1234567}")))
        .isEqualTo(
            new Decoded.Malformed<>("The document is not accepted, or beyond a limit.", 0, 1, 1));
  }

  @Test
  void other_encodings_are_refused_although_jackson_reads_them() {
    var codec = JSON.codec(Point.class);
    var document = "{\"x\":1,\"label\":\"a\"}";

    for (var encoding : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      assertThat(codec.decode(document.getBytes(Charset.forName(encoding))))
          .as(encoding)
          .isInstanceOf(Decoded.Malformed.class);
    }
    assertThat(codec.decode(bytes("\ufeff" + document))).isInstanceOf(Decoded.Malformed.class);
    assertThat(JSON.codec(Texts.class).decode(bytes("{\"ü\":\"ü\"}")).orThrow())
        .isEqualTo(new Texts("ü"));
  }

  @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
  public static final class Person {
    public int id;
    @Nullable public Person friend;
    @Nullable public Path home;

    @Size(max = 3)
    @Nullable
    public String name;
  }

  @Test
  void objects_that_refer_to_each_other_in_a_circle_are_checked_once() {
    var document =
        "{\"id\":1,\"name\":\"Bob\",\"home\":\"a\",\"friend\":{\"id\":2,\"name\":\"Anna\",\"friend\":1}}";

    assertThat(JSON.codec(Person.class).decode(bytes(document)))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid ->
                assertThat(invalid.problems().toString())
                    .isEqualTo("[/friend/name: size must be at most 3]"));
    assertThat(JSON.codec(Person.class).decode(bytes(document.replace("Anna", "Ann"))))
        .isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void no_document_makes_the_codec_throw() {
    var codec = JSON.codec(Point.class);
    var random = new Random(7);
    var start = bytes("{\"x\":1,\"label\":\"aü\",\"more\":[1.5e3,null,{\"y\":true}]}");
    for (int i = 0; i < 20_000; i++) {
      var document = start.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        document[random.nextInt(document.length)] = (byte) random.nextInt();
      }

      var result = codec.decode(document, 0, random.nextInt(document.length + 1));

      if (result instanceof Decoded.Malformed<Point> malformed) {
        assertThat(malformed.offset()).isBetween(0, document.length);
      }
    }
  }
}

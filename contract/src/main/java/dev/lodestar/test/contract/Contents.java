package dev.lodestar.test.contract;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.form.Multipart;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.QueryParameters;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.messagepack.MessagePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import tools.jackson.databind.JsonNode;

/// Content of requests and responses as the values that schemas describe.
final class Contents {
  private final ParameterTexts texts;

  /// What content is.
  sealed interface Reading {
    /// One value, or the items of a stream.
    record Values(List<JsonNode> values) implements Reading {}

    /// It is not what its media type says.
    record Malformed(String why) implements Reading {}

    /// Nobody can say what it is.
    record Opaque() implements Reading {}
  }

  Contents(ParameterTexts texts) {
    this.texts = texts;
  }

  /// What the document says of content of a media type; nothing if it does not have it.
  ///
  /// @param contents the media types of the document with what each is
  static Optional<Place> entry(Place contents, MediaType mediaType) {
    var best = Optional.<Place>empty();
    var bestRank = -1;
    for (var entry : contents.members()) {
      var rank = rank(entry.getKey(), mediaType);
      if (rank > bestRank) {
        bestRank = rank;
        best = Optional.of(entry.getValue());
      }
    }
    return best;
  }

  /// The more a media type or range says, the higher; -1 if the media type is not in it.
  private static int rank(String text, MediaType mediaType) {
    MediaType range;
    try {
      range = MediaType.parse(text);
    } catch (IllegalArgumentException malformed) {
      return -1;
    }
    if (range.equals(mediaType)) {
      return 4;
    }
    if (range.sameTypeAs(mediaType)) {
      return 3;
    }
    if (isOtherNameOf(range, mediaType)) {
      return 2;
    }
    return !mediaType.isIn(range) ? -1 : range.type().equals("*") ? 0 : 1;
  }

  /// Whether a document that has one media type means the other, too: NDJSON and MessagePack have
  /// several names, and what is JSON by its suffix can be read as JSON.
  private static boolean isOtherNameOf(MediaType documented, MediaType mediaType) {
    return (documented.sameTypeAs(MediaType.JSON) && mediaType.isJson())
        || (documented.isMessagePack() && mediaType.isMessagePack())
        || (documented.isNdjson() && mediaType.isNdjson());
  }

  /// Whether the document says what the values of an entry are: it has a schema, and is not for a
  /// range of media types, whose content may be anything.
  static boolean isDescribed(Place entry) {
    var name = entry.pointer().substring(entry.pointer().lastIndexOf('/') + 1);
    return entry.member("schema").exists() && !name.contains("*");
  }

  /// Reads content.
  ///
  /// @param headers those of the message
  /// @param schema what the document says of the value, or of each item
  Reading read(MediaType mediaType, Headers headers, byte[] content, Place schema) {
    byte[] plain;
    try {
      var decoded = decoded(headers.elements("Content-Encoding"), content);
      if (decoded.isEmpty()) {
        return new Reading.Opaque();
      }
      plain = decoded.get();
    } catch (IOException malformed) {
      return new Reading.Malformed("is not compressed as its header says: " + malformed);
    }
    if (mediaType.isNdjson()) {
      return lines(new String(plain, StandardCharsets.UTF_8));
    }
    if (mediaType.isJson()) {
      return Trees.read(plain).map(Contents::one).orElse(new Reading.Malformed("is not JSON"));
    }
    if (mediaType.isMessagePack()) {
      return messagePack(plain);
    }
    if (mediaType.sameTypeAs(MediaType.EVENT_STREAM)) {
      return events(new String(plain, StandardCharsets.UTF_8), schema);
    }
    if (mediaType.sameTypeAs(MediaType.FORM)) {
      return urlEncoded(new String(plain, StandardCharsets.UTF_8), schema);
    }
    if (mediaType.sameTypeAs(MediaType.MULTIPART_FORM)) {
      return multipart(mediaType, plain, schema);
    }
    return mediaType.type().equals("text")
        ? one(texts.value(schema, new String(plain, mediaType.charset())))
        : new Reading.Opaque();
  }

  private static Reading one(JsonNode value) {
    return new Reading.Values(List.of(value));
  }

  /// The content without its codings; nothing if one of them is not known here.
  private static Optional<byte[]> decoded(List<String> codings, byte[] content) throws IOException {
    var plain = content;
    for (var coding : codings.reversed()) {
      switch (coding.toLowerCase(Locale.ROOT)) {
        case "identity" -> {
          // nothing to do
        }
        case "gzip", "x-gzip" ->
            plain = new GZIPInputStream(new ByteArrayInputStream(plain)).readAllBytes();
        case "deflate" -> plain = inflated(plain);
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(plain);
  }

  /// With its frame (RFC 9110, section 8.4.1.2), or without, as some clients send it.
  private static byte[] inflated(byte[] content) throws IOException {
    try {
      return new InflaterInputStream(new ByteArrayInputStream(content)).readAllBytes();
    } catch (ZipException unframed) {
      return new InflaterInputStream(new ByteArrayInputStream(content), new Inflater(true))
          .readAllBytes();
    }
  }

  private static Reading lines(String content) {
    var values = new ArrayList<JsonNode>();
    var number = 0;
    for (var line : content.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        var value = Trees.read(line);
        if (value.isEmpty()) {
          return new Reading.Malformed("has on line " + number + " something that is not JSON");
        }
        values.add(value.get());
      }
    }
    return new Reading.Values(values);
  }

  private Reading events(String content, Place schema) {
    var values = new ArrayList<JsonNode>();
    for (var event : content.split("\r\n\r\n|\n\n|\r\r", -1)) {
      var name = fields(event, "event").stream().findFirst().orElse("message");
      var data = fields(event, "data");
      if (!data.isEmpty() && isCompared(name)) {
        values.add(event(String.join("\n", data), schema));
      }
    }
    return new Reading.Values(values);
  }

  /// Whether the data of an event is what the handler sent: the last event of a server that stops
  /// is not.
  static boolean isCompared(String name) {
    return !name.equals("shutdown");
  }

  private static List<String> fields(String event, String name) {
    return event
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .map(value -> value.startsWith(" ") ? value.substring(1) : value)
        .toList();
  }

  /// The value of an event: JSON, or a text if that is what the schema says.
  JsonNode event(String data, Place schema) {
    var json = Trees.read(data);
    return json.isPresent() && (texts.allows(schema, json.get()) || !texts.allows(schema, data))
        ? json.get()
        : Trees.nodes().stringNode(data);
  }

  private static Reading messagePack(byte[] content) {
    try {
      return one(
          Trees.toJson(MessagePack.standard().codec(Object.class).decode(content).orThrow()));
    } catch (DecodeException malformed) {
      return new Reading.Malformed("is not MessagePack");
    }
  }

  private Reading urlEncoded(String content, Place schema) {
    try {
      var pairs = QueryParameters.parse(content);
      var fields = new LinkedHashMap<String, List<String>>();
      pairs.names().forEach(name -> fields.put(name, pairs.all(name)));
      return one(object(fields, Map.of(), schema));
    } catch (HttpException malformed) {
      return new Reading.Malformed("is not a form");
    }
  }

  private Reading multipart(MediaType mediaType, byte[] content, Place schema) {
    var fields = new LinkedHashMap<String, List<String>>();
    var files = new LinkedHashMap<String, List<String>>();
    try {
      var parts = Multipart.of(requestOf(mediaType, content));
      for (var part = parts.next(); part.isPresent(); part = parts.next()) {
        var known = part.get().isFile() ? files : fields;
        var text =
            part.get().isFile() ? fileOf(part.get().stream().readAllBytes()) : part.get().text();
        known.computeIfAbsent(part.get().name(), _ -> new ArrayList<>()).add(text);
      }
      return one(object(fields, files, schema));
    } catch (IOException | HttpException malformed) {
      return new Reading.Malformed("is not a form");
    }
  }

  private static String fileOf(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Request requestOf(MediaType mediaType, byte[] content) {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Request.of(
        HttpMethod.POST,
        "/",
        Headers.of("Content-Type", mediaType.toString()),
        RequestBody.of(content),
        new Connection(nobody, nobody, false, "HTTP/1.1"));
  }

  /// A form as an object. A field that may be an object, or stands for JSON, is read as such.
  private JsonNode object(
      Map<String, List<String>> fields, Map<String, List<String>> files, Place schema) {
    var object = Trees.nodes().objectNode();
    fields.forEach((name, values) -> {
      var property = property(schema, name);
      var isBlank = values.stream().allMatch(String::isBlank);
      // Browsers send fields that were left empty; where no text is taken, they are not there.
      if (!isBlank || texts.allows(property, values.getFirst())) {
        object.set(name, fieldValue(property, values));
      }
    });
    files.forEach((name, values) -> {
      var list = Trees.nodes().arrayNode();
      values.forEach(value -> list.add(value));
      object.set(
          name,
          values.size() == 1 && !texts.isOnlyArray(property(schema, name)) ? list.get(0) : list);
    });
    return object;
  }

  private JsonNode fieldValue(Place schema, List<String> values) {
    var value = texts.value(schema, values);
    if (values.size() == 1 && !texts.allows(schema, value)) {
      var json = Trees.read(values.getFirst()).filter(JsonNode::isContainer);
      return json.orElse(value);
    }
    return value;
  }

  /// What the schema of a form says of a field.
  private static Place property(Place schema, String name) {
    var place = schema.resolved();
    var property = place.member("properties").member(name);
    if (property.exists()) {
      return property;
    }
    for (var part : place.member("allOf").items()) {
      var found = property(part, name);
      if (found.exists()) {
        return found;
      }
    }
    var others = place.member("additionalProperties");
    return others.value().isObject() ? others : property;
  }
}

package dev.lodestar.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A media type such as `application/json` or `text/html;charset=utf-8`, or a range such as
/// `text/*` (RFC 9110, sections 8.3 and 12.5.1).
///
/// Type, subtype and parameter names compare without regard to case and are kept in lower case;
/// parameter values are kept as given. Immutable and thread-safe.
public final class MediaType {
  /// `application/json`.
  public static final MediaType JSON = new MediaType("application", "json", List.of());

  /// `application/problem+json` (RFC 9457).
  public static final MediaType PROBLEM_JSON =
      new MediaType("application", "problem+json", List.of());

  /// `text/plain;charset=utf-8`.
  public static final MediaType TEXT = new MediaType("text", "plain", List.of("charset", "utf-8"));

  /// `text/html;charset=utf-8`.
  public static final MediaType HTML = new MediaType("text", "html", List.of("charset", "utf-8"));

  /// `application/octet-stream`.
  public static final MediaType OCTET_STREAM =
      new MediaType("application", "octet-stream", List.of());

  /// `application/x-www-form-urlencoded`.
  public static final MediaType FORM =
      new MediaType("application", "x-www-form-urlencoded", List.of());

  /// `multipart/form-data`.
  public static final MediaType MULTIPART_FORM = new MediaType("multipart", "form-data", List.of());

  /// `application/vnd.msgpack`: MessagePack.
  public static final MediaType MESSAGE_PACK =
      new MediaType("application", "vnd.msgpack", List.of());

  /// `application/x-ndjson`: JSON documents, each on a line of its own.
  public static final MediaType NDJSON = new MediaType("application", "x-ndjson", List.of());

  /// `application/merge-patch+json`: a change of a JSON document that looks like the document (RFC
  /// 7396).
  public static final MediaType MERGE_PATCH =
      new MediaType("application", "merge-patch+json", List.of());

  /// `application/json-patch+json`: a change of a JSON document as a list of operations (RFC 6902).
  public static final MediaType JSON_PATCH =
      new MediaType("application", "json-patch+json", List.of());

  /// `text/event-stream`: server-sent events.
  public static final MediaType EVENT_STREAM = new MediaType("text", "event-stream", List.of());

  /// `*/*`, the range that every media type is in.
  public static final MediaType ANY = new MediaType("*", "*", List.of());

  /// The most parameters that a parsed media type may have.
  public static final int MAX_PARAMETERS = 32;

  private static final List<String> MESSAGE_PACK_NAMES =
      List.of("vnd.msgpack", "msgpack", "x-msgpack");
  private static final List<String> NDJSON_NAMES =
      List.of("x-ndjson", "ndjson", "jsonl", "x-jsonlines");

  private final String type;
  private final String subtype;

  /// Name and value alternate.
  private final List<String> parameters;

  private final String text;

  private MediaType(String type, String subtype, List<String> parameters) {
    this.type = type;
    this.subtype = subtype;
    this.parameters = parameters;
    this.text = format(type, subtype, parameters);
  }

  /// Parses a media type or media range.
  ///
  /// @param text for instance `application/json; charset="utf-8"`
  /// @return the media type
  /// @throws IllegalArgumentException if the text does not follow RFC 9110, section 8.3.1, has more
  ///   than [#MAX_PARAMETERS] parameters, or names a parameter twice
  public static MediaType parse(String text) {
    return switch (text) {
      case "application/json" -> JSON;
      case "text/plain;charset=utf-8" -> TEXT;
      case "application/x-www-form-urlencoded" -> FORM;
      default -> new Parser(text).parse();
    };
  }

  /// Returns what a file is by the extension of its name, from a table of common types that is the
  /// same on every machine. Texts are taken for UTF-8.
  ///
  /// @param fileName the name, with or without folders
  /// @return the media type; [#OCTET_STREAM] if the extension is missing or not known
  public static MediaType ofFileName(String fileName) {
    return FileTypes.of(fileName);
  }

  /// Returns the type, in lower case.
  ///
  /// @return for instance `application`; `*` in a range
  public String type() {
    return type;
  }

  /// Returns the subtype, in lower case.
  ///
  /// @return for instance `json`; `*` in a range
  public String subtype() {
    return subtype;
  }

  /// Returns the value of a parameter.
  ///
  /// @param name the name, in any case
  /// @return the value without quotes; nothing if the parameter is absent
  public Optional<String> parameter(String name) {
    for (var i = 0; i < parameters.size(); i += 2) {
      if (parameters.get(i).equalsIgnoreCase(name)) {
        return Optional.of(parameters.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /// Returns the character set that the `charset` parameter names.
  ///
  /// @return the character set; UTF-8 if there is no such parameter
  /// @throws IllegalArgumentException if the parameter names a character set that this JVM does not
  ///   know
  public Charset charset() {
    var name = parameter("charset");
    return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name.get());
  }

  /// Returns this media type with one parameter set.
  ///
  /// @param name the name, a token
  /// @param value the value; quoted in the text where it has to be
  /// @return the new media type
  /// @throws IllegalArgumentException if the name is not a token or the value has a control
  ///   character
  public MediaType withParameter(String name, String value) {
    if (!Tokens.isToken(name)) {
      throw new IllegalArgumentException(
          "'" + Tokens.printable(name) + "' is not the name of a media type parameter.");
    }
    for (var i = 0; i < value.length(); i++) {
      if (!Tokens.isFieldValueCharacter(value.charAt(i))) {
        throw new IllegalArgumentException(
            "The media type parameter "
                + name
                + " has the character U+"
                + Tokens.hex(value.charAt(i))
                + " that a header value may not carry.");
      }
    }
    var changed = new ArrayList<String>(parameters.size() + 2);
    for (var i = 0; i < parameters.size(); i += 2) {
      if (!parameters.get(i).equalsIgnoreCase(name)) {
        changed.add(parameters.get(i));
        changed.add(parameters.get(i + 1));
      }
    }
    changed.add(name.toLowerCase(Locale.ROOT));
    changed.add(value);
    return new MediaType(type, subtype, List.copyOf(changed));
  }

  /// Tells whether type and subtype are the same, whatever the parameters.
  ///
  /// @param other the media type to compare with
  /// @return `true` if they are the same
  public boolean sameTypeAs(MediaType other) {
    return type.equals(other.type) && subtype.equals(other.subtype);
  }

  /// Tells whether this media type lies in a range; parameters are not compared.
  ///
  /// @param range a media type, `type/*` or `*/*`
  /// @return `true` if it does
  public boolean isIn(MediaType range) {
    return range.type.equals("*")
        || (type.equals(range.type)
            && (range.subtype.equals("*") || subtype.equals(range.subtype)));
  }

  /// Tells whether content of this type is JSON: `application/json`, `text/json` or a subtype that
  /// ends in `+json` (RFC 6839).
  ///
  /// @return `true` if it is
  public boolean isJson() {
    return subtype.endsWith("+json")
        || (subtype.equals("json") && (type.equals("application") || type.equals("text")));
  }

  /// Tells whether the content is MessagePack: the registered type, one of the names from before it
  /// was registered, or a subtype that ends in `+msgpack`.
  ///
  /// @return `true` if it is
  public boolean isMessagePack() {
    return subtype.endsWith("+msgpack")
        || (type.equals("application") && MESSAGE_PACK_NAMES.contains(subtype));
  }

  /// Tells whether the content is NDJSON, JSON documents each on a line of its own, under any of
  /// the names that are in use; none is registered.
  ///
  /// @return `true` if it is
  public boolean isNdjson() {
    return type.equals("application") && NDJSON_NAMES.contains(subtype);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaType mediaType && text.equals(mediaType.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Returns the media type as it stands in a header.
  @Override
  public String toString() {
    return text;
  }

  private static String format(String type, String subtype, List<String> parameters) {
    if (parameters.isEmpty()) {
      return type + "/" + subtype;
    }
    var text = new StringBuilder(type).append('/').append(subtype);
    for (var i = 0; i < parameters.size(); i += 2) {
      var value = parameters.get(i + 1);
      text.append(';').append(parameters.get(i)).append('=');
      if (Tokens.isToken(value)) {
        text.append(value);
      } else {
        text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      }
    }
    return text.toString();
  }

  /// Reads `type "/" subtype *( OWS ";" OWS [ parameter ] )`.
  private static final class Parser {
    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    MediaType parse() {
      skipSpace();
      var type = token("a type");
      if (position >= text.length() || text.charAt(position) != '/') {
        throw failure("a '/' after the type");
      }
      position++;
      var subtype = token("a subtype");
      if (type.equals("*") && !subtype.equals("*")) {
        throw failure("'*/*' where the type is '*'");
      }
      var parameters = parameters();
      return new MediaType(type, subtype, parameters);
    }

    private List<String> parameters() {
      var parameters = new ArrayList<String>(2);
      skipSpace();
      while (position < text.length()) {
        if (text.charAt(position) != ';') {
          throw failure("';' before a parameter");
        }
        position++;
        skipSpace();
        if (position < text.length() && text.charAt(position) != ';') {
          var name = token("the name of a parameter");
          for (var i = 0; i < parameters.size(); i += 2) {
            if (parameters.get(i).equals(name)) {
              throw failure("each parameter once");
            }
          }
          if (position >= text.length() || text.charAt(position) != '=') {
            throw failure("'=' after the parameter " + name);
          }
          position++;
          if (parameters.size() == 2 * MAX_PARAMETERS) {
            throw failure("at most " + MAX_PARAMETERS + " parameters");
          }
          parameters.add(name);
          parameters.add(value());
          skipSpace();
        }
      }
      return List.copyOf(parameters);
    }

    private String value() {
      if (position >= text.length() || text.charAt(position) != '"') {
        var start = position;
        skipToken();
        if (start == position) {
          throw failure("the value of the parameter");
        }
        return text.substring(start, position);
      }
      position++;
      var value = new StringBuilder();
      while (position < text.length() && text.charAt(position) != '"') {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
          position++;
        }
        var c = text.charAt(position++);
        if (!Tokens.isFieldValueCharacter(c)) {
          throw failure("visible characters in a quoted value");
        }
        value.append(c);
      }
      if (position >= text.length()) {
        throw failure("a closing quote");
      }
      position++;
      return value.toString();
    }

    private String token(String what) {
      var start = position;
      skipToken();
      if (start == position) {
        throw failure(what);
      }
      return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    private void skipToken() {
      while (position < text.length() && Tokens.isTokenCharacter(text.charAt(position))) {
        position++;
      }
    }

    private void skipSpace() {
      while (position < text.length()
          && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
        position++;
      }
    }

    private IllegalArgumentException failure(String expected) {
      return new IllegalArgumentException(
          "'"
              + Tokens.printable(text)
              + "' is not a media type: expected "
              + expected
              + " at index "
              + position
              + ".");
    }
  }
}

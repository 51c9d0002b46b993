package dev.lodestar.server.exchange;

import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpException;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fields of a head of HTTP/2 or HTTP/3 as they are decoded, checked one by one (RFC 9113,
/// section 8.2; RFC 9114, section 4.2). What is too large is counted and dropped, since a decoder
/// has to go on: its table belongs to the connection. One serves an event loop.
public final class FieldBlock {
  private static final int MOST_PSEUDO_FIELDS = 8;

  /// What a field counts beside its name and value (RFC 9114, section 4.2.2).
  private static final int FIELD_OVERHEAD = 32;

  private final int maxTarget;
  private final int maxSize;
  private final int maxCount;

  /// Name and value alternate.
  private String[] fields = new String[32];

  private int count;
  private int size;
  private int pseudoFields;

  /// How many bytes have been looked at, and how many are at most.
  private long looked;

  private final int mostLooked;
  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String authority;
  private @Nullable String path;
  private @Nullable String protocol;
  private @Nullable String host;
  private @Nullable String contentLength;
  private @Nullable String expect;

  /// Where the value of the field `cookie` lies, -1 if there is none.
  private int cookie = -1;

  /// That value, as far as it has come, if it comes in crumbs.
  private @Nullable StringBuilder crumbs;

  /// Why the head is malformed, if it is.
  private @Nullable String fault;

  /// Why the head is refused, if it is.
  private @Nullable HttpException refusal;

  public FieldBlock(ServerOptions options) {
    maxTarget = options.maxRequestLineSize();
    maxSize = options.maxHeaderSize();
    maxCount = options.maxHeaderCount();
    mostLooked = mostBlock(options);
  }

  /// The most bytes of an encoded head. More than what is accepted is decoded, so that it can be
  /// answered.
  public static int mostBlock(ServerOptions options) {
    return (int)
        Math.min(1L << 26, 2L * (options.maxRequestLineSize() + options.maxHeaderSize()) + 16_384);
  }

  /// The most bytes of a head as HTTP/3 counts it, with something for each field, whatever of it is
  /// in a table.
  public static long mostSection(ServerOptions options) {
    return mostBlock(options) + 2L * FIELD_OVERHEAD * options.maxHeaderCount();
  }

  /// Forgets everything, for the next head.
  public FieldBlock reset() {
    count = 0;
    size = 0;
    pseudoFields = 0;
    looked = 0;
    method = null;
    scheme = null;
    authority = null;
    path = null;
    protocol = null;
    host = null;
    contentLength = null;
    expect = null;
    cookie = -1;
    crumbs = null;
    fault = null;
    refusal = null;
    return this;
  }

  /// Takes a field, in the order of the head.
  ///
  /// One byte can stand for a field of thousands that is in the table, again and again. So no more
  /// is looked at than a head may have as it is encoded; it is refused long before that.
  public void add(AsciiString name, AsciiString value) {
    looked += name.length() + value.length();
    if (looked > mostLooked) {
      refuse(Refusals.headersTooLarge(maxSize));
    } else if (fault == null) {
      take(name, value);
    }
  }

  private void take(AsciiString name, AsciiString value) {
    if (!isValue(value)) {
      fault = "The value of a field starts or ends with white space, or has a control character.";
    } else if (!name.isEmpty() && name.byteAt(0) == ':') {
      pseudo(name, value);
    } else if (!isName(name)) {
      fault = "The name of a field is not a token in lower case.";
    } else {
      regular(name, value);
    }
  }

  /// RFC 9113, section 8.3; RFC 9114, section 4.3: each at most once, and before all others.
  private void pseudo(AsciiString name, AsciiString value) {
    if (count > 0 || ++pseudoFields > MOST_PSEUDO_FIELDS) {
      fault = "A pseudo field comes after the others.";
      return;
    }
    var known =
        switch (name.toString()) {
          case ":method" -> method;
          case ":scheme" -> scheme;
          case ":authority" -> authority;
          case ":path" -> path;
          case ":protocol" -> protocol;
          default -> "";
        };
    if (known != null) {
      fault = "A pseudo field is unknown, or came twice.";
      return;
    }
    if (value.length() > maxTarget) {
      refuse(Refusals.requestLineTooLong(maxTarget));
    }
    var text = refusal == null ? value.toString() : "/";
    switch (name.toString()) {
      case ":method" -> method = text;
      case ":scheme" -> scheme = text;
      case ":authority" -> authority = text;
      case ":path" -> path = text;
      default -> protocol = text;
    }
  }

  private void regular(AsciiString name, AsciiString value) {
    size += name.length() + value.length() + 4;
    if (size > maxSize) {
      refuse(Refusals.headersTooLarge(maxSize));
    }
    if (refusal == null) {
      note(name.toString(), value.toString());
    } else if (isOfConnection(name.toString(), "trailers")) {
      fault = "A field belongs to connections of HTTP/1.1.";
    }
  }

  private void note(String name, String value) {
    if (isOfConnection(name, value)) {
      fault = "A field belongs to connections of HTTP/1.1.";
      return;
    }
    switch (name) {
      case "host" -> {
        if (host != null) {
          fault = "The field host came twice.";
        }
        host = value;
      }
      case "content-length" -> {
        if (contentLength != null) {
          fault = "The field content-length came twice.";
        }
        contentLength = value;
      }
      case "expect" -> expect = expect == null ? value : expect + "," + value;
      case "cookie" -> {
        if (cookie >= 0) {
          crumb(value);
          return;
        }
        cookie = 2 * count + 1;
      }
      default -> {
        // says nothing about the request as such
      }
    }
    keep(name, value);
  }

  /// RFC 9113, section 8.2.3; RFC 9114, section 4.2.1: for the application it is one field again.
  private void crumb(String value) {
    if (crumbs == null) {
      crumbs = new StringBuilder(fields[cookie]);
    }
    crumbs.append("; ").append(value);
  }

  private void keep(String name, String value) {
    if (count == maxCount) {
      refuse(Refusals.tooManyHeaders(maxCount));
      return;
    }
    if (2 * count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    fields[2 * count] = name;
    fields[2 * count + 1] = value;
    count++;
  }

  private void refuse(HttpException reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  /// RFC 9113, section 8.2.2; RFC 9114, section 4.2.
  private static boolean isOfConnection(String name, String value) {
    return switch (name) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> true;
      case "te" -> !value.equalsIgnoreCase("trailers");
      default -> false;
    };
  }

  private static boolean isName(AsciiString name) {
    var bytes = name.array();
    var start = name.arrayOffset();
    for (var i = start; i < start + name.length(); i++) {
      if (!FieldSyntax.isToken(bytes[i]) || (bytes[i] >= 'A' && bytes[i] <= 'Z')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isValue(AsciiString value) {
    var bytes = value.array();
    var start = value.arrayOffset();
    var end = start + value.length();
    for (var i = start; i < end; i++) {
      if (!FieldSyntax.isFieldValue(bytes[i])) {
        return false;
      }
    }
    return start == end
        || (!FieldSyntax.isSpace(bytes[start]) && !FieldSyntax.isSpace(bytes[end - 1]));
  }

  /// Why the head is malformed; `null` if it is not.
  public @Nullable String fault() {
    return fault;
  }

  /// Why the head is refused with a response; `null` if it is not.
  public @Nullable HttpException refusal() {
    return refusal;
  }

  /// Tells whether there are pseudo fields, which only the head of a message may have.
  public boolean hasPseudoFields() {
    return pseudoFields > 0;
  }

  @Nullable String methodName() {
    return method;
  }

  @Nullable String schemeName() {
    return scheme;
  }

  @Nullable String authorityText() {
    return authority;
  }

  @Nullable String pathText() {
    return path;
  }

  @Nullable String protocolName() {
    return protocol;
  }

  @Nullable String host() {
    return host;
  }

  @Nullable String contentLength() {
    return contentLength;
  }

  @Nullable String expect() {
    return expect;
  }

  /// Returns name and value of all regular fields in turn, with a field `host` before them.
  ///
  /// @param host its value; `null` if it is among the fields, or there is none
  String[] fieldsWithHost(@Nullable String host) {
    if (crumbs != null) {
      fields[cookie] = crumbs.toString();
    }
    if (host == null) {
      return Arrays.copyOf(fields, 2 * count);
    }
    var all = new String[2 * count + 2];
    all[0] = "host";
    all[1] = host;
    System.arraycopy(fields, 0, all, 2, 2 * count);
    return all;
  }
}

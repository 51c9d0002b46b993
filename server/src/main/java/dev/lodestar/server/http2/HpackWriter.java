package dev.lodestar.server.http2;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encodes the heads of responses of one connection (RFC 7541). A field that has occurred before is
/// kept in the dynamic table; what occurs once, such as a request id, never pushes others out.
///
/// Values are not Huffman coded: what is worth it is in the table after its second time. Secrets
/// are never put into the table.
final class HpackWriter {
  private static final int OVERHEAD = 32;
  private static final int MOST_TABLE = 4096;
  private static final int MOST_ENTRIES = MOST_TABLE / OVERHEAD;
  private static final int SLOTS = 256;
  private static final int MOST_NUMBER = 1 << 30;

  /// The names of the static table behind the pseudo fields.
  private static final String[] STATIC_NAMES = {
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "accept",
    "access-control-allow-origin",
    "age",
    "allow",
    "authorization",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "etag",
    "expect",
    "expires",
    "from",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "proxy-authenticate",
    "proxy-authorization",
    "range",
    "referer",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "strict-transport-security",
    "transfer-encoding",
    "user-agent",
    "vary",
    "via",
    "www-authenticate"
  };

  private static final int FIRST_STATIC_NAME = 15;
  private static final int LAST_STATIC = 61;
  static final int CONTENT_LENGTH = 28;
  static final int CONTENT_TYPE = 31;
  static final int DATE = 33;

  private static final Map<String, Name> STATIC = staticNames();

  /// Names of fields by the way applications write them. Bounded, since applications may make
  /// names.
  private static final int MOST_NAMES = 1024;

  private final Map<String, Name> names;
  private final Bytes out;

  /// The dynamic table: entry number `n` lies at `n % MOST_ENTRIES`.
  private final @Nullable String[] tableNames = new @Nullable String[MOST_ENTRIES];

  private final @Nullable String[] tableValues = new @Nullable String[MOST_ENTRIES];

  /// Where an entry with a hash may be: its number plus 1.
  private final int[] slots = new int[SLOTS];

  /// Hashes that were seen lately, and are put into the table when they are seen again.
  private final int[] seen = new int[SLOTS];

  private int first;
  private int next;
  private int size;
  private int limit = MOST_TABLE;
  private int leastLimit = MOST_TABLE;
  private boolean limitChanged;

  /// What is known of a name.
  ///
  /// @param lowerCase the name as HTTP/2 has it
  /// @param index its place in the static table, 0 if it has none
  /// @param storing how its values are kept
  private record Name(String lowerCase, int index, Storing storing) {}

  private enum Storing {
    /// In the table, from the second time on.
    REPEATED,
    /// Not at all, since values hardly repeat.
    NEVER,
    /// Not at all, and nobody on the way may either.
    SECRET
  }

  /// Creates an encoder.
  ///
  /// @param shared takes the bytes, and knows the names that other connections of the event loop
  ///   have sent
  HpackWriter(Shared shared) {
    names = shared.names;
    out = shared.out;
  }

  /// What the encoders of one event loop share.
  static final class Shared {
    private final Map<String, Name> names = new HashMap<>(STATIC);
    private final Bytes out = new Bytes();

    /// The encoded head.
    Bytes out() {
      return out;
    }
  }

  private static Map<String, Name> staticNames() {
    var names = new HashMap<String, Name>();
    for (var i = 0; i < STATIC_NAMES.length; i++) {
      var name = STATIC_NAMES[i];
      names.put(name, new Name(name, FIRST_STATIC_NAME + i, storing(name)));
    }
    return names;
  }

  private static Storing storing(String name) {
    return switch (name) {
      case "set-cookie", "authorization", "proxy-authorization", "cookie" -> Storing.SECRET;
      case "content-length", "content-range", "location", "etag", "last-modified", "age" ->
          Storing.NEVER;
      default -> Storing.REPEATED;
    };
  }

  /// Takes note of how large a table the client keeps.
  void limit(long clientLimit) {
    limit = (int) Math.min(clientLimit, MOST_TABLE);
    leastLimit = Math.min(leastLimit, limit);
    limitChanged = true;
  }

  /// Starts a head.
  void start() {
    out.clear();
    if (limitChanged) {
      // RFC 7541, section 4.2: the lowest limit since the last head is told, then the current one.
      evict(leastLimit);
      if (leastLimit < limit) {
        out.number(0x20, 5, leastLimit);
      }
      out.number(0x20, 5, limit);
      leastLimit = limit;
      limitChanged = false;
    }
  }

  void status(int code) {
    var index =
        switch (code) {
          case 200 -> 8;
          case 204 -> 9;
          case 206 -> 10;
          case 304 -> 11;
          case 400 -> 12;
          case 404 -> 13;
          case 500 -> 14;
          default -> 0;
        };
    if (index != 0) {
      out.add(0x80 | index);
    } else {
      out.add(0x08);
      out.add(3);
      out.decimal(code);
    }
  }

  void contentLength(long length) {
    out.number(0x00, 4, CONTENT_LENGTH);
    var at = out.reserve();
    out.decimal(length);
    out.fill(at);
  }

  /// Adds a field whose value is likely to come again.
  ///
  /// @param index the place of its name in the static table
  void repeated(int index, String name, String value) {
    add(index, name, value, Storing.REPEATED);
  }

  /// Adds a field, unless it has no meaning in HTTP/2.
  void field(String name, String value) {
    var known = name(name);
    if (!isOfConnection(known.lowerCase())) {
      add(known.index(), known.lowerCase(), value, known.storing());
    }
  }

  private Name name(String name) {
    var known = names.get(name);
    if (known == null) {
      var lowerCase = name.toLowerCase(Locale.ROOT);
      var plain = STATIC.get(lowerCase);
      known = plain == null ? new Name(lowerCase, 0, storing(lowerCase)) : plain;
      if (names.size() < MOST_NAMES) {
        names.put(name, known);
      }
    }
    return known;
  }

  /// RFC 9113, section 8.2.2.
  private static boolean isOfConnection(String name) {
    return switch (name) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> true;
      default -> false;
    };
  }

  private void add(int index, String name, String value, Storing storing) {
    if (storing != Storing.REPEATED) {
      literal(storing == Storing.SECRET ? 0x10 : 0x00, 4, index, name, value);
      return;
    }
    var hash = spread(31 * name.hashCode() + value.hashCode());
    var slot = hash & (SLOTS - 1);
    var number = slots[slot] - 1;
    if (number >= first && isEntry(number, name, value)) {
      out.number(0x80, 7, LAST_STATIC + next - number);
      return;
    }
    if (seen[slot] != hash) {
      seen[slot] = hash;
      literal(0x00, 4, index, name, value);
      return;
    }
    literal(0x40, 6, index, name, value);
    insert(slot, name, value);
  }

  private static int spread(int hash) {
    var mixed = hash * 0x9E3779B9;
    return mixed ^ mixed >>> 16;
  }

  private boolean isEntry(int number, String name, String value) {
    var at = number % MOST_ENTRIES;
    return name.equals(tableNames[at]) && value.equals(tableValues[at]);
  }

  private void literal(int pattern, int prefix, int index, String name, String value) {
    out.number(pattern, prefix, index);
    if (index == 0) {
      out.text(name);
    }
    out.text(value);
  }

  private void insert(int slot, String name, String value) {
    var needed = name.length() + value.length() + OVERHEAD;
    evict(limit - needed);
    if (needed > limit) {
      return;
    }
    if (next == MOST_NUMBER) {
      renumber();
    }
    size += needed;
    var at = next % MOST_ENTRIES;
    tableNames[at] = name;
    tableValues[at] = value;
    slots[slot] = ++next;
  }

  /// Counts from the beginning again; places stay as they are.
  private void renumber() {
    var base = first - first % MOST_ENTRIES;
    first -= base;
    next -= base;
    for (var i = 0; i < SLOTS; i++) {
      slots[i] = Math.max(0, slots[i] - base);
    }
  }

  /// Drops the oldest entries until the others have a size.
  private void evict(int target) {
    while (first < next && size > target) {
      var at = first++ % MOST_ENTRIES;
      var name = tableNames[at];
      var value = tableValues[at];
      if (name != null && value != null) {
        size -= name.length() + value.length() + OVERHEAD;
      }
      tableNames[at] = null;
      tableValues[at] = null;
    }
  }
}

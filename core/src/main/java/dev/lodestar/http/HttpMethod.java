package dev.lodestar.http;

/// A request method (RFC 9110, section 9): one of the constants of this class or any other token.
///
/// Method names are case-sensitive; `get` is not `GET`. Instances of the standard methods are
/// always the constants, so they can be compared with `==`; other methods compare with `equals`.
/// Immutable and thread-safe.
public final class HttpMethod implements Comparable<HttpMethod> {
  /// Transfer a representation of the resource; safe and idempotent.
  public static final HttpMethod GET = new HttpMethod("GET");

  /// As `GET`, without the content.
  public static final HttpMethod HEAD = new HttpMethod("HEAD");

  /// Process the content in a way the resource defines.
  public static final HttpMethod POST = new HttpMethod("POST");

  /// Replace the resource; idempotent.
  public static final HttpMethod PUT = new HttpMethod("PUT");

  /// Change the resource in part (RFC 5789).
  public static final HttpMethod PATCH = new HttpMethod("PATCH");

  /// Remove the resource; idempotent.
  public static final HttpMethod DELETE = new HttpMethod("DELETE");

  /// Describe the communication options of the resource.
  public static final HttpMethod OPTIONS = new HttpMethod("OPTIONS");

  /// Loop the request message back.
  public static final HttpMethod TRACE = new HttpMethod("TRACE");

  /// Open a tunnel.
  public static final HttpMethod CONNECT = new HttpMethod("CONNECT");

  private final String name;

  private HttpMethod(String name) {
    this.name = name;
  }

  /// Returns the method of a name.
  ///
  /// @param name the name, a token of RFC 9110 such as `GET` or `PROPFIND`; case-sensitive
  /// @return the constant of that name, or else a new instance
  /// @throws IllegalArgumentException if the name is empty or has a character that a token may not
  ///   have
  public static HttpMethod of(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "PATCH" -> PATCH;
      case "DELETE" -> DELETE;
      case "OPTIONS" -> OPTIONS;
      case "TRACE" -> TRACE;
      case "CONNECT" -> CONNECT;
      default -> {
        if (!Tokens.isToken(name)) {
          throw new IllegalArgumentException(
              "'"
                  + Tokens.printable(name)
                  + "' is not a request method; a method is a token such as GET or PURGE.");
        }
        yield new HttpMethod(name);
      }
    };
  }

  /// Returns the name as it stands in the request line.
  ///
  /// @return the name, for instance `GET`
  public String name() {
    return name;
  }

  @Override
  public int compareTo(HttpMethod other) {
    return name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof HttpMethod method && name.equals(method.name));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// Returns the name.
  @Override
  public String toString() {
    return name;
  }
}

package dev.lodestar.http;

/// A response status code with its reason phrase (RFC 9110, section 15).
///
/// Two statuses are equal when their codes are. Immutable and thread-safe.
///
/// @param code the code, 100 to 999
/// @param reason the phrase that stands beside the code, for instance `Not Found`; for codes
///   without a registered phrase the name of their class, for instance `Client Error`
public record Status(int code, String reason) {
  /// 100 Continue.
  public static final Status CONTINUE = new Status(100, "Continue");

  /// 101 Switching Protocols.
  public static final Status SWITCHING_PROTOCOLS = new Status(101, "Switching Protocols");

  /// 200 OK.
  public static final Status OK = new Status(200, "OK");

  /// 201 Created.
  public static final Status CREATED = new Status(201, "Created");

  /// 202 Accepted.
  public static final Status ACCEPTED = new Status(202, "Accepted");

  /// 204 No Content.
  public static final Status NO_CONTENT = new Status(204, "No Content");

  /// 205 Reset Content.
  public static final Status RESET_CONTENT = new Status(205, "Reset Content");

  /// 206 Partial Content.
  public static final Status PARTIAL_CONTENT = new Status(206, "Partial Content");

  /// 301 Moved Permanently.
  public static final Status MOVED_PERMANENTLY = new Status(301, "Moved Permanently");

  /// 302 Found.
  public static final Status FOUND = new Status(302, "Found");

  /// 303 See Other.
  public static final Status SEE_OTHER = new Status(303, "See Other");

  /// 304 Not Modified.
  public static final Status NOT_MODIFIED = new Status(304, "Not Modified");

  /// 307 Temporary Redirect.
  public static final Status TEMPORARY_REDIRECT = new Status(307, "Temporary Redirect");

  /// 308 Permanent Redirect.
  public static final Status PERMANENT_REDIRECT = new Status(308, "Permanent Redirect");

  /// 400 Bad Request.
  public static final Status BAD_REQUEST = new Status(400, "Bad Request");

  /// 401 Unauthorized.
  public static final Status UNAUTHORIZED = new Status(401, "Unauthorized");

  /// 402 Payment Required.
  public static final Status PAYMENT_REQUIRED = new Status(402, "Payment Required");

  /// 403 Forbidden.
  public static final Status FORBIDDEN = new Status(403, "Forbidden");

  /// 404 Not Found.
  public static final Status NOT_FOUND = new Status(404, "Not Found");

  /// 405 Method Not Allowed.
  public static final Status METHOD_NOT_ALLOWED = new Status(405, "Method Not Allowed");

  /// 406 Not Acceptable.
  public static final Status NOT_ACCEPTABLE = new Status(406, "Not Acceptable");

  /// 408 Request Timeout.
  public static final Status REQUEST_TIMEOUT = new Status(408, "Request Timeout");

  /// 409 Conflict.
  public static final Status CONFLICT = new Status(409, "Conflict");

  /// 410 Gone.
  public static final Status GONE = new Status(410, "Gone");

  /// 411 Length Required.
  public static final Status LENGTH_REQUIRED = new Status(411, "Length Required");

  /// 412 Precondition Failed.
  public static final Status PRECONDITION_FAILED = new Status(412, "Precondition Failed");

  /// 413 Content Too Large.
  public static final Status CONTENT_TOO_LARGE = new Status(413, "Content Too Large");

  /// 414 URI Too Long.
  public static final Status URI_TOO_LONG = new Status(414, "URI Too Long");

  /// 415 Unsupported Media Type.
  public static final Status UNSUPPORTED_MEDIA_TYPE = new Status(415, "Unsupported Media Type");

  /// 416 Range Not Satisfiable.
  public static final Status RANGE_NOT_SATISFIABLE = new Status(416, "Range Not Satisfiable");

  /// 417 Expectation Failed.
  public static final Status EXPECTATION_FAILED = new Status(417, "Expectation Failed");

  /// 421 Misdirected Request.
  public static final Status MISDIRECTED_REQUEST = new Status(421, "Misdirected Request");

  /// 422 Unprocessable Content.
  public static final Status UNPROCESSABLE_CONTENT = new Status(422, "Unprocessable Content");

  /// 426 Upgrade Required.
  public static final Status UPGRADE_REQUIRED = new Status(426, "Upgrade Required");

  /// 428 Precondition Required.
  public static final Status PRECONDITION_REQUIRED = new Status(428, "Precondition Required");

  /// 429 Too Many Requests.
  public static final Status TOO_MANY_REQUESTS = new Status(429, "Too Many Requests");

  /// 431 Request Header Fields Too Large.
  public static final Status REQUEST_HEADER_FIELDS_TOO_LARGE =
      new Status(431, "Request Header Fields Too Large");

  /// 500 Internal Server Error.
  public static final Status INTERNAL_SERVER_ERROR = new Status(500, "Internal Server Error");

  /// 501 Not Implemented.
  public static final Status NOT_IMPLEMENTED = new Status(501, "Not Implemented");

  /// 502 Bad Gateway.
  public static final Status BAD_GATEWAY = new Status(502, "Bad Gateway");

  /// 503 Service Unavailable.
  public static final Status SERVICE_UNAVAILABLE = new Status(503, "Service Unavailable");

  /// 504 Gateway Timeout.
  public static final Status GATEWAY_TIMEOUT = new Status(504, "Gateway Timeout");

  /// 505 HTTP Version Not Supported.
  public static final Status HTTP_VERSION_NOT_SUPPORTED =
      new Status(505, "HTTP Version Not Supported");

  /// Creates a status.
  ///
  /// @throws IllegalArgumentException if the code is not between 100 and 999 or the reason has a
  ///   character that a header value may not have
  public Status {
    if (code < 100 || code > 999) {
      throw new IllegalArgumentException(
          code + " is not a status code; a status code is a number from 100 to 999.");
    }
    for (var i = 0; i < reason.length(); i++) {
      if (!Tokens.isFieldValueCharacter(reason.charAt(i))) {
        throw new IllegalArgumentException(
            "The reason phrase of status "
                + code
                + " has a character at index "
                + i
                + " that a status line may not carry.");
      }
    }
  }

  /// Returns the status of a code.
  ///
  /// @param code the code, 100 to 999
  /// @return the constant of that code, or a status whose reason is the name of the code's class
  /// @throws IllegalArgumentException if the code is not between 100 and 999
  public static Status of(int code) {
    return switch (code) {
      case 100 -> CONTINUE;
      case 101 -> SWITCHING_PROTOCOLS;
      case 200 -> OK;
      case 201 -> CREATED;
      case 202 -> ACCEPTED;
      case 204 -> NO_CONTENT;
      case 205 -> RESET_CONTENT;
      case 206 -> PARTIAL_CONTENT;
      case 301 -> MOVED_PERMANENTLY;
      case 302 -> FOUND;
      case 303 -> SEE_OTHER;
      case 304 -> NOT_MODIFIED;
      case 307 -> TEMPORARY_REDIRECT;
      case 308 -> PERMANENT_REDIRECT;
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 402 -> PAYMENT_REQUIRED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 410 -> GONE;
      case 411 -> LENGTH_REQUIRED;
      case 412 -> PRECONDITION_FAILED;
      case 413 -> CONTENT_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 416 -> RANGE_NOT_SATISFIABLE;
      case 417 -> EXPECTATION_FAILED;
      case 421 -> MISDIRECTED_REQUEST;
      case 422 -> UNPROCESSABLE_CONTENT;
      case 426 -> UPGRADE_REQUIRED;
      case 428 -> PRECONDITION_REQUIRED;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> REQUEST_HEADER_FIELDS_TOO_LARGE;
      case 500 -> INTERNAL_SERVER_ERROR;
      case 501 -> NOT_IMPLEMENTED;
      case 502 -> BAD_GATEWAY;
      case 503 -> SERVICE_UNAVAILABLE;
      case 504 -> GATEWAY_TIMEOUT;
      case 505 -> HTTP_VERSION_NOT_SUPPORTED;
      default -> new Status(code, rarePhrase(code));
    };
  }

  /// The registered phrases of codes without a constant, else the name of the code's class.
  private static String rarePhrase(int code) {
    return switch (code) {
      case 102 -> "Processing";
      case 103 -> "Early Hints";
      case 203 -> "Non-Authoritative Information";
      case 207 -> "Multi-Status";
      case 208 -> "Already Reported";
      case 226 -> "IM Used";
      case 300 -> "Multiple Choices";
      case 305 -> "Use Proxy";
      case 407 -> "Proxy Authentication Required";
      case 423 -> "Locked";
      case 424 -> "Failed Dependency";
      case 425 -> "Too Early";
      case 451 -> "Unavailable For Legal Reasons";
      case 506 -> "Variant Also Negotiates";
      case 507 -> "Insufficient Storage";
      case 508 -> "Loop Detected";
      case 511 -> "Network Authentication Required";
      default -> classOf(code);
    };
  }

  private static String classOf(int code) {
    return switch (code / 100) {
      case 1 -> "Informational";
      case 2 -> "Success";
      case 3 -> "Redirection";
      case 4 -> "Client Error";
      case 5 -> "Server Error";
      default -> "Unknown";
    };
  }

  /// Tells whether a response of this status has content, if only an empty one. 1xx, 204 and 304
  /// never do: they end with their head (RFC 9110, sections 15.2, 15.3.5 and 15.4.5). That of 205
  /// is always empty (section 15.3.6).
  ///
  /// @return `true` if content is allowed
  public boolean allowsContent() {
    return code >= 200 && code != 204 && code != 304;
  }

  /// Tells whether a response of this status sends the client to another address, which `Location`
  /// names (RFC 9110, section 15.4).
  ///
  /// @return `true` for 301, 302, 303, 307 and 308
  public boolean isRedirect() {
    return switch (code) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// Tells whether the code is 400 or above.
  ///
  /// @return `true` for client and server errors
  public boolean isError() {
    return code >= 400;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Status status && code == status.code;
  }

  @Override
  public int hashCode() {
    return code;
  }

  /// Returns code and reason, for instance `404 Not Found`.
  @Override
  public String toString() {
    return code + " " + reason;
  }
}

package dev.lodestar.server;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Status;

/// What clients are told when their bytes do not become a request.
final class Refusals {
  private Refusals() {}

  static HttpException malformed(String detail) {
    return HttpException.badRequest(detail);
  }

  static HttpException requestLineTooLong(int limit) {
    return HttpException.of(
        Status.URI_TOO_LONG,
        "The request line is longer than the " + limit + " bytes that this server accepts.");
  }

  static HttpException headersTooLarge(int limit) {
    return HttpException.of(
        Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The header fields are larger than the " + limit + " bytes that this server accepts.");
  }

  static HttpException tooManyHeaders(int limit) {
    return HttpException.of(
        Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "There are more header fields than the " + limit + " that this server accepts.");
  }

  static HttpException versionNotSupported(String version) {
    return HttpException.of(
        Status.HTTP_VERSION_NOT_SUPPORTED,
        version + " is not supported; this server speaks HTTP/1.1 and HTTP/1.0.");
  }

  static HttpException connectNotImplemented() {
    return HttpException.of(
        Status.NOT_IMPLEMENTED, "The method CONNECT is for proxies; this server is none.");
  }

  static HttpException transferCodingNotImplemented() {
    return HttpException.of(
        Status.NOT_IMPLEMENTED,
        "The Transfer-Encoding names a coding that this server does not know; it accepts chunked"
            + " alone.");
  }

  static HttpException expectationFailed() {
    return HttpException.of(
        Status.EXPECTATION_FAILED,
        "The header Expect asks for something other than 100-continue, which is all this server"
            + " knows.");
  }

  static HttpException headTooSlow() {
    return HttpException.of(
        Status.REQUEST_TIMEOUT, "The head of the request did not arrive in time.");
  }

  static HttpException bodyTooSlow() {
    return HttpException.of(
        Status.REQUEST_TIMEOUT, "The body of the request did not arrive in time.");
  }
}

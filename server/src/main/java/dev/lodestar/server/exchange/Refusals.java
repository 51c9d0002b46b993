package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Status;

/// What clients are told when their bytes do not become a request.
public final class Refusals {
  private Refusals() {}

  public static HttpException malformed(String detail) {
    return HttpException.badRequest(detail);
  }

  public static HttpException requestLineTooLong(int limit) {
    return HttpException.of(
        Status.URI_TOO_LONG,
        "The request line is longer than the " + limit + " bytes that this server accepts.");
  }

  public static HttpException headersTooLarge(int limit) {
    return HttpException.of(
        Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The header fields are larger than the " + limit + " bytes that this server accepts.");
  }

  public static HttpException tooManyHeaders(int limit) {
    return HttpException.of(
        Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "There are more header fields than the " + limit + " that this server accepts.");
  }

  public static HttpException versionNotSupported(String version) {
    return HttpException.of(
        Status.HTTP_VERSION_NOT_SUPPORTED,
        version + " is not supported; this server speaks HTTP/1.1 and HTTP/1.0.");
  }

  public static HttpException misdirected() {
    return HttpException.of(
        Status.MISDIRECTED_REQUEST,
        "The target of the request is an https URL, but the connection is not secured. A proxy that"
            + " sends such requests has to be one of the trusted proxies of this server.");
  }

  public static HttpException connectNotImplemented() {
    return HttpException.of(
        Status.NOT_IMPLEMENTED, "The method CONNECT is for proxies; this server is none.");
  }

  public static HttpException protocolNotImplemented() {
    return HttpException.of(
        Status.NOT_IMPLEMENTED,
        "The pseudo field :protocol names a protocol that this server does not know; it speaks"
            + " websocket alone.");
  }

  public static HttpException transferCodingNotImplemented() {
    return HttpException.of(
        Status.NOT_IMPLEMENTED,
        "The Transfer-Encoding names a coding that this server does not know; it accepts chunked"
            + " alone.");
  }

  public static HttpException expectationFailed() {
    return HttpException.of(
        Status.EXPECTATION_FAILED,
        "The header Expect asks for something other than 100-continue, which is all this server"
            + " knows.");
  }

  public static HttpException headTooSlow() {
    return HttpException.of(
        Status.REQUEST_TIMEOUT, "The head of the request did not arrive in time.");
  }

  public static HttpException bodyTooSlow() {
    return HttpException.of(
        Status.REQUEST_TIMEOUT, "The body of the request did not arrive in time.");
  }
}

package dev.lodestar.http;

/// A header in which proxies say what they were asked; see [TrustedProxies#reading].
public enum ForwardedHeader {
  /// `Forwarded` (RFC 7239): address, scheme and host in one.
  FORWARDED("Forwarded"),
  /// `X-Forwarded-For`: the addresses of the client and of all proxies but the last.
  X_FORWARDED_FOR("X-Forwarded-For"),
  /// `X-Forwarded-Proto`: `http` or `https`.
  X_FORWARDED_PROTO("X-Forwarded-Proto"),
  /// `X-Forwarded-Host`: the host that the client asked for, perhaps with a port.
  X_FORWARDED_HOST("X-Forwarded-Host"),
  /// `X-Forwarded-Port`: the port that the client asked.
  X_FORWARDED_PORT("X-Forwarded-Port"),
  /// `X-Forwarded-Prefix`: the path that the proxy has taken away.
  X_FORWARDED_PREFIX("X-Forwarded-Prefix");

  private final String headerName;

  ForwardedHeader(String headerName) {
    this.headerName = headerName;
  }

  /// Returns the name of the header.
  ///
  /// @return for instance `X-Forwarded-For`
  public String headerName() {
    return headerName;
  }
}

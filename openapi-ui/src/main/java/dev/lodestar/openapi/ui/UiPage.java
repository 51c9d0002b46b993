package dev.lodestar.openapi.ui;

import dev.lodestar.json.Json;
import dev.lodestar.openapi.SchemaPage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/// The HTML of a page: links to scripts and styles, and the settings as a block of data, which no
/// policy has to allow. There is nothing in it that would be executed.
///
/// @param fingerprint the folder of the files in URLs
record UiPage(UiFiles files, UiSettings settings, String fingerprint) {
  /// What `common.js` looks for.
  private static final String ROOT = "api";

  byte[] html(SchemaPage page) {
    var html = new StringBuilder(2048);
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"robots\" content=\"noindex\">\n<title>");
    html.append(escaped(page.title())).append("</title>\n<link rel=\"icon\" href=\"");
    html.append(escaped(settings.favicon().orElse("data:,"))).append("\">\n");
    style(html, page, UiFolder.COMMON_STYLE);
    files.styles().forEach(name -> style(html, page, name));
    if (!settings.style().isEmpty()) {
      style(html, page, UiFolder.CUSTOM_STYLE);
    }
    html.append("</head>\n<body>\n<div id=\"").append(ROOT).append("\"></div>\n");
    html.append("<noscript>").append(escaped(files.title())).append(" needs JavaScript. ");
    html.append("<a href=\"").append(escaped(page.documentUrl()));
    html.append("\">The OpenAPI document</a> does not.</noscript>\n");
    html.append("<script type=\"application/json\" id=\"settings\">").append(data(page));
    html.append("</script>\n");
    // Scripts run in this order, and the first one prepares the page for the others.
    module(html, page.resourceUrl(fingerprint + "/" + UiFolder.COMMON_SCRIPT));
    files.scripts().forEach(name -> script(html, page.resourceUrl(fingerprint + "/" + name)));
    module(html, page.resourceUrl(fingerprint + "/" + UiFolder.START));
    return utf8(html.append("</body>\n</html>\n").toString());
  }

  /// The page that a window comes back to, which has its script tell the window that opened it. Its
  /// URL has no prefix, so the URL of the script is relative to it.
  static byte[] redirect(UiFiles files, String fingerprint) {
    var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    html.append("<meta charset=\"utf-8\">\n<title>Authorization</title>\n");
    html.append("<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n");
    html.append("<oauth-receiver></oauth-receiver>\n");
    script(html, fingerprint + "/" + files.redirectScript());
    return utf8(html.append("</body>\n</html>\n").toString());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void style(StringBuilder html, SchemaPage page, String name) {
    html.append("<link rel=\"stylesheet\" href=\"");
    html.append(escaped(page.resourceUrl(fingerprint + "/" + name))).append("\">\n");
  }

  private static void script(StringBuilder html, String url) {
    html.append("<script src=\"").append(escaped(url)).append("\" defer></script>\n");
  }

  private static void module(StringBuilder html, String url) {
    html.append("<script type=\"module\" src=\"").append(escaped(url)).append("\"></script>\n");
  }

  private String data(SchemaPage page) {
    var data = new LinkedHashMap<String, Object>();
    data.put("document", page.documentUrl());
    data.put("application", page.applicationUrl());
    page.csrf()
        .ifPresent(csrf -> {
          var names = new LinkedHashMap<String, Object>();
          names.put("cookie", csrf.cookie());
          names.put("header", csrf.header());
          data.put("csrf", names);
        });
    var options = new LinkedHashMap<String, Object>();
    files.redirect().ifPresent(path -> options.put("redirect", page.resourceUrl(path)));
    options.putAll(settings.options());
    data.put("options", options);
    var json = new String(Json.standard().codec(Object.class).encode(data), StandardCharsets.UTF_8);
    // A script element ends at the first "</script" and is confused by "<!--".
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

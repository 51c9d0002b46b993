package dev.lodestar.example;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a text of a certain name may be. People, places and numbers are invented, or reserved for
/// examples (RFC 2606, RFC 5737).
final class NamedTexts {
  private static final Map<String, List<String>> TEXTS = texts();

  private NamedTexts() {}

  /// Looks up texts by a name.
  ///
  /// @return nothing if the name says nothing
  static List<String> of(String name, Chance chance) {
    return NameWords.find(name, TEXTS).orElse(List.of()).stream()
        .map(text -> withDigits(text, chance))
        .toList();
  }

  /// Puts digits in the place of underscores.
  private static String withDigits(String text, Chance chance) {
    var result = new StringBuilder(text);
    for (var i = 0; i < result.length(); i++) {
      if (result.charAt(i) == '_') {
        result.setCharAt(i, (char) ('0' + chance.between(0, 9)));
      }
    }
    return result.toString();
  }

  private static Map<String, List<String>> texts() {
    var texts = new HashMap<String, List<String>>();
    addPeople(texts);
    addPlaces(texts);
    addThings(texts);
    addProse(texts);
    addTechnology(texts);
    return Map.copyOf(texts);
  }

  private static void addPeople(Map<String, List<String>> texts) {
    put(
        texts,
        List.of("ada@example.com", "grace@example.org", "tycho@example.net", "vera@example.com"),
        "email",
        "mail",
        "email address",
        "mail address");
    put(texts, List.of("Ada", "Grace", "Tycho", "Vera", "Nils"), "first name", "given name");
    put(
        texts,
        List.of("Berg", "Larsen", "Marlowe", "Okafor", "Sato"),
        "last name",
        "surname",
        "family name");
    put(
        texts,
        List.of("Ada Berg", "Grace Okafor", "Tycho Larsen", "Vera Sato"),
        "full name",
        "author",
        "customer",
        "owner",
        "user",
        "person",
        "contact",
        "recipient",
        "sender",
        "assignee",
        "creator",
        "employee",
        "manager",
        "display name",
        "customer name",
        "user full name");
    put(
        texts,
        List.of("ada", "grace", "tycho", "vera"),
        "username",
        "user name",
        "login",
        "nickname",
        "handle",
        "account");
    put(
        texts,
        List.of("+1 202 555 01__"),
        "phone",
        "phone number",
        "mobile",
        "telephone",
        "tel",
        "fax");
    put(texts, List.of("engineer", "navigator", "librarian"), "job", "profession", "occupation");
    put(
        texts,
        List.of("Polaris Ltd", "Harbour & Sons", "Meridian Works"),
        "company",
        "organisation",
        "organization",
        "employer",
        "supplier",
        "vendor",
        "manufacturer",
        "brand",
        "publisher");
    put(texts, List.of("Research", "Sales", "Logistics"), "department", "team", "division");
  }

  private static void addPlaces(Map<String, List<String>> texts) {
    put(
        texts,
        List.of("Bergen", "Lisbon", "Nagoya", "Valparaíso"),
        "city",
        "town",
        "place",
        "location",
        "birthplace");
    put(texts, List.of("Norway", "Portugal", "Japan", "Chile"), "country", "nation");
    put(texts, List.of("NO", "PT", "JP", "CL"), "country code");
    put(texts, List.of("Vestland", "Lisboa", "Aichi"), "region", "province", "county");
    put(
        texts,
        List.of("12 Harbour Street", "7 Lantern Lane", "3 Observatory Road"),
        "street",
        "address",
        "address line");
    put(texts, List.of("10___", "94___"), "zip", "zip code", "postcode", "postal code");
    put(
        texts,
        List.of("Europe/Oslo", "Asia/Tokyo", "America/Santiago"),
        "time zone",
        "timezone",
        "zone");
    put(texts, List.of("en", "nb", "pt"), "language", "lang", "locale");
  }

  private static void addThings(Map<String, List<String>> texts) {
    put(
        texts,
        List.of("Polaris", "Meridian", "Aurora", "Compass Rose"),
        "name",
        "label",
        "product",
        "item",
        "model");
    put(texts, List.of("EUR", "NOK", "JPY"), "currency", "currency code");
    put(texts, List.of("19.90", "120.00", "7.50"), "price", "amount", "total", "cost");
    put(texts, List.of("#1f6feb", "#2da44e", "#bf3989"), "color", "colour");
    put(
        texts,
        List.of("A-____", "B-____", "C-____"),
        "sku",
        "code",
        "number",
        "reference",
        "order number",
        "article",
        "serial",
        "part");
    put(texts, List.of("active", "pending", "closed"), "status", "state", "phase");
    put(
        texts,
        List.of("standard", "express", "custom"),
        "type",
        "kind",
        "category",
        "variant",
        "mode",
        "group");
    put(texts, List.of("new", "popular", "seasonal"), "tag", "keyword", "topic");
    put(texts, List.of("kg", "m", "pcs"), "unit");
    put(texts, List.of("small", "medium", "large"), "size");
    put(texts, List.of("brass", "oak", "linen"), "material");
    put(texts, List.of("reader", "editor", "administrator"), "role", "permission");
    put(texts, List.of("orders:read", "orders:write"), "scope");
  }

  private static void addProse(Map<String, List<String>> texts) {
    put(
        texts,
        List.of("A short guide to the stars", "News from the harbour", "How to find north"),
        "title",
        "subject",
        "headline",
        "heading",
        "caption");
    put(
        texts,
        List.of(
            "Made of brass, with a needle that always finds north.",
            "Please ring twice and leave it with the neighbour.",
            "The tide is at its highest shortly after noon."),
        "description",
        "text",
        "body",
        "message",
        "comment",
        "note",
        "content",
        "summary",
        "bio",
        "remark",
        "reason",
        "detail",
        "details",
        "review",
        "about",
        "abstract");
    put(texts, List.of("star", "compass", "harbour"), "q", "query", "search", "term", "filter");
    put(texts, List.of("Which way is north?", "When does the ship leave?"), "question");
    put(texts, List.of("Towards the star.", "At noon."), "answer");
  }

  private static void addTechnology(Map<String, List<String>> texts) {
    put(
        texts,
        List.of("https://example.com/", "https://example.org/stars"),
        "url",
        "uri",
        "link",
        "website",
        "homepage",
        "href",
        "site",
        "callback");
    put(
        texts,
        List.of("https://example.com/images/star.png", "https://example.com/images/compass.png"),
        "image",
        "avatar",
        "photo",
        "picture",
        "icon",
        "thumbnail",
        "logo");
    put(texts, List.of("example.com", "api.example.org"), "host", "hostname", "domain", "server");
    put(texts, List.of("192.0.2.17", "198.51.100.4"), "ip", "ip address");
    put(texts, List.of("star.png", "chart.pdf", "log.txt"), "file", "filename", "file name");
    put(texts, List.of("charts/north.pdf", "images/star.png"), "path", "folder", "directory");
    put(texts, List.of("image/png", "application/pdf"), "mime type", "content type", "media type");
    put(texts, List.of("1.4.0", "2.0.1"), "version", "release");
    put(texts, List.of("north-star", "compass-rose"), "slug", "permalink");
    put(texts, List.of("correct-horse-42"), "password", "secret", "passphrase");
    put(
        texts,
        List.of("3f7a9c__d4e8", "b81c55e0f2__"),
        "token",
        "hash",
        "etag",
        "checksum",
        "digest",
        "cursor",
        "session",
        "api key");
    put(
        texts,
        List.of("2026-03-14T09:30:00Z", "2026-06-21T18:45:00Z"),
        "created at",
        "updated at",
        "deleted at",
        "timestamp",
        "created",
        "updated",
        "modified");
    put(texts, List.of("2026-03-14", "2026-06-21"), "date", "day", "birthday", "deadline");
    put(texts, List.of("09:30:00", "18:45:00"), "time");
    put(texts, List.of("name", "-created"), "sort", "order by", "sort by");
    put(texts, List.of("asc", "desc"), "direction", "sort order");
    put(texts, List.of("01J9ZQ__", "01JA03__"), "id", "key", "identifier", "uid");
  }

  private static void put(Map<String, List<String>> texts, List<String> values, String... names) {
    for (var name : names) {
      texts.put(name, values);
    }
  }
}

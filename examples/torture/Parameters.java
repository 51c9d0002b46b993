package torture;

import dev.lodestar.AddHeader;
import dev.lodestar.Cookie;
import dev.lodestar.Get;
import dev.lodestar.Header;
import dev.lodestar.Path;
import dev.lodestar.Query;
import dev.lodestar.Tags;
import dev.lodestar.inject.Provides;
import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Name;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Parameters of every source, type and form.
@Path("/parameters")
@Tags("parameters")
final class Parameters {
  record Device(String userAgent, @Name("X-Device-Id") UUID id) {}

  record Span(LocalDate from, LocalDate until) {}

  record Filter(
      @Default({}) List<@Size(max = 20) String> tag,
      @Default("1") @Min(1) int level,
      Optional<Span> published) {}

  /// Who asks, by the query and a header.
  record Tenant(String name, Optional<String> region) {}

  @Provides
  static Tenant tenant(@Query("tenant") String name, @Header("X-Region") Optional<String> region) {
    return new Tenant(name, region);
  }

  @Get("/simple")
  Map<String, String> simple(
      String text,
      int number,
      long large,
      double fraction,
      boolean flag,
      char letter,
      BigDecimal exact,
      UUID id,
      URI address,
      LocalDate day,
      Instant instant,
      Duration duration,
      Locale language,
      Currency currency,
      Category category,
      Sku sku) {
    var values = new TreeMap<String, String>();
    values.put("text", text);
    values.put("number", "" + number);
    values.put("large", "" + large);
    values.put("fraction", "" + fraction);
    values.put("flag", "" + flag);
    values.put("letter", "" + letter);
    values.put("exact", exact.toPlainString());
    values.put("id", id.toString());
    values.put("address", address.toString());
    values.put("day", day.toString());
    values.put("instant", instant.toString());
    values.put("duration", duration.toString());
    values.put("language", language.toLanguageTag());
    values.put("currency", currency.getCurrencyCode());
    values.put("category", category.name());
    values.put("sku", sku.code());
    return values;
  }

  @Get("/optional")
  Map<String, String> optional(
      Optional<String> text,
      OptionalInt number,
      @Nullable LocalDate day,
      @Default("20") int limit,
      @Default("books") Category category,
      @Default({"1", "2"}) Set<Integer> level) {
    var values = new TreeMap<String, String>();
    text.ifPresent(value -> values.put("text", value));
    number.ifPresent(value -> values.put("number", "" + value));
    if (day != null) {
      values.put("day", day.toString());
    }
    values.put("limit", "" + limit);
    values.put("category", category.name());
    values.put("level", level.toString());
    return values;
  }

  @Get("/lists")
  List<String> lists(
      List<String> tag,
      @Default({}) Set<Integer> level,
      @Default({}) Category[] category,
      @Header @Default({}) List<String> xLabel) {
    return List.of(
        tag.toString(), level.toString(), List.of(category).toString(), xLabel.toString());
  }

  @Get("/headers")
  @AddHeader(name = "Cache-Control", value = "no-store")
  List<String> headers(
      @Header("X-Tenant") String tenant,
      @Header Optional<Integer> xLimit,
      @Cookie @Default("light") String theme,
      @Cookie("session-id") Optional<UUID> session) {
    return List.of(tenant, xLimit.toString(), theme, session.toString());
  }

  @Get("/path/{number}/{day}/{category}/{sku}/{word}")
  List<String> path(int number, LocalDate day, Category category, Sku sku, String word) {
    return List.of("" + number, day.toString(), category.name(), sku.code(), word);
  }

  /// The rest of a path.
  ///
  /// @param file its name, perhaps with folders
  @Get("/files/{id:uuid}/{file:path}")
  List<String> rest(UUID id, String file) {
    return List.of(id.toString(), file);
  }

  @Get({"/reports", "/reports/{year}"})
  String reports(OptionalInt year) {
    return year.isPresent() ? "the report of " + year.getAsInt() : "all reports";
  }

  @Get("/group")
  String group(
      @Query Filter filter, @Query("edited") Optional<Span> edited, @Header Device device) {
    return filter + " " + edited + " " + device;
  }

  @Get("/constrained/{floor}")
  String constrained(
      @Min(1) @Max(9) int floor,
      @Doc("Two letters.") @Pattern(regexp = "[a-z]{2}") String code,
      @Size(min = 1, max = 2) List<@Size(max = 3) String> with) {
    return floor + " " + code + " " + with;
  }

  @Get("/provided")
  Tenant provided(Tenant tenant) {
    return tenant;
  }

  @Get("/reserved")
  List<String> reserved(
      @Query("class") String type,
      @Query("$top") int top,
      @Query("odd name[]") String odd,
      @Query("a.b") Optional<String> dotted,
      @Query("in") Optional<String> in) {
    return List.of(type, "" + top, odd, dotted.orElse(""), in.orElse(""));
  }
}

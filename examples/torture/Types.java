package torture;

import dev.lodestar.model.Default;
import dev.lodestar.model.Name;
import dev.lodestar.model.Naming;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import dev.lodestar.model.Private;
import dev.lodestar.model.RawJson;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.Strict;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records that have every type of field.
final class Types {
  private Types() {}

  /// A tree of anything.
  record Tree<T>(T label, @Default({}) List<Tree<T>> children) {}

  record Pair<A, B>(A first, B second) {}

  /// What came of something.
  sealed interface Outcome<T> {}

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(String reason) implements Outcome<T> {}

  record Numbers(
      byte tiny,
      short small,
      int number,
      long large,
      float single,
      double twice,
      Integer boxed,
      BigInteger huge,
      BigDecimal exact,
      boolean flag) {}

  record Times(
      Instant instant,
      LocalDate day,
      LocalTime time,
      LocalDateTime dayAndTime,
      OffsetDateTime offsetDayAndTime,
      OffsetTime offsetTime,
      ZonedDateTime zonedDayAndTime,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      MonthDay birthday,
      ZoneId zone,
      ZoneOffset offset) {}

  record Texts(
      String text,
      char character,
      UUID id,
      URI address,
      Locale language,
      Currency currency,
      byte[] bytes,
      Sku sku,
      Category category) {}

  record Options(
      Optional<String> optional,
      OptionalInt optionalInt,
      OptionalLong optionalLong,
      OptionalDouble optionalDouble,
      @Nullable String nullable,
      @Nullable Category nullableCategory,
      @Nullable Pair<String, String> nullablePair,
      @Default("20") int defaulted,
      @Default("books") Category defaultedCategory,
      Optional<Pair<String, @Nullable Integer>> optionalPair,
      @Default("x") @Nullable String both) {}

  record Collections(
      List<String> list,
      Set<Integer> set,
      List<List<Integer>> lists,
      int[] array,
      String[][] arrays,
      Map<String, Integer> map,
      Map<Category, List<String>> mapOfLists,
      Map<UUID, Map<String, Boolean>> mapOfMaps,
      Map<Integer, String> byNumber,
      List<@Nullable String> nullables,
      List<Optional<String>> optionals,
      Set<Category> categories) {}

  record Constrained(
      @Min(1) @Max(9) int between,
      @Positive long positive,
      @Negative double negative,
      @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("99.5") BigDecimal decimal,
      @Digits(integer = 3, fraction = 2) BigDecimal digits,
      @Size(min = 2, max = 5) String size,
      @NotBlank String notBlank,
      @NotEmpty List<@Size(max = 3) String> notEmpty,
      @Pattern(regexp = "[a-z]{2}-[0-9]+") String pattern,
      @Email String email,
      @Past LocalDate past,
      @Future LocalDate future,
      @Size(min = 1, max = 3) Map<@Size(max = 5) String, @Min(0) Integer> map) {

    @AssertTrue(message = "notBlank must differ from size")
    boolean isDifferent() {
      return !notBlank.equals(size);
    }
  }

  @Naming(NamingStrategy.SNAKE_CASE)
  @Strict
  record Names(
      String firstName,
      @Name(value = "familyName", aliases = "lastName") String surname,
      @ReadOnly @Nullable String createdBy,
      @WriteOnly Optional<String> newPassword,
      @Private Optional<String> passwordHash,
      @Omit(Omission.IF_EMPTY) @Default({}) List<String> nickNames) {}

  /// Names that mean something in other languages, or are no identifiers there.
  record Reserved(
      @Name("class") String type,
      @Name("function") String function,
      @Name("x-y") String dashed,
      @Name("1st") String first,
      @Name("with space") String spaced,
      @Name("quote\"d") String quoted,
      @Name("$ref") String reference,
      @Name("__proto__") String proto,
      @Name("constructor") String maker) {}

  record Anything(
      Object any, RawJson raw, Map<String, @Nullable Object> map, List<@Nullable Object> list) {}
}

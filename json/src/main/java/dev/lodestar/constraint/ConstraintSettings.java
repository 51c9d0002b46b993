package dev.lodestar.constraint;

import jakarta.validation.ConstraintValidatorFactory;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What constraints are compiled with: language, clock, and where messages and validators come
/// from.
///
/// An application needs one: the message files that it reads are kept with it. Instances are
/// immutable, apart from what they keep, and safe for use by many threads.
public final class ConstraintSettings {
  /// How many characters a regular expression may look at before its work is measured by the length
  /// of the text.
  private static final int MATCHING_STEPS = 1_000_000;

  // What is null here is made at its first use: every start makes settings, few use them.
  private final @Nullable Clock clock;
  private final Locale defaultLocale;
  private final @Nullable MessageSource source;
  private final @Nullable ConstraintValidatorFactory validators;
  private final int matchingSteps;
  private volatile @Nullable Messages messages;

  private ConstraintSettings(
      @Nullable Clock clock,
      Locale defaultLocale,
      @Nullable MessageSource source,
      @Nullable ConstraintValidatorFactory validators,
      int matchingSteps) {
    this.clock = clock;
    this.defaultLocale = defaultLocale;
    this.source = source;
    this.validators = validators;
    this.matchingSteps = matchingSteps;
  }

  /// Returns the default settings: messages in English, the system's clock and time zone,
  /// validators made with their constructors without parameters.
  ///
  /// @return new settings that have read no message file yet
  public static ConstraintSettings standard() {
    return new ConstraintSettings(null, Locale.ENGLISH, null, null, MATCHING_STEPS);
  }

  /// Sets the language of [Violation#message()], and of everything in languages that have no
  /// messages. Default: English.
  ///
  /// @param locale the language
  /// @return new settings
  public ConstraintSettings withDefaultLocale(Locale locale) {
    return new ConstraintSettings(clock, locale, source, validators, matchingSteps);
  }

  /// Sets the clock and time zone that `@Past`, `@Future` and their like compare with, and that
  /// validators are given. Default: those of the system.
  ///
  /// @param newClock the clock
  /// @return new settings
  public ConstraintSettings withClock(Clock newClock) {
    return new ConstraintSettings(newClock, defaultLocale, source, validators, matchingSteps);
  }

  /// Sets a source of messages that is asked before all others. Default: none.
  ///
  /// @param newSource finds texts by their keys
  /// @return new settings
  public ConstraintSettings withMessages(MessageSource newSource) {
    return new ConstraintSettings(clock, defaultLocale, newSource, validators, matchingSteps);
  }

  /// Sets what makes the validators named in `@Constraint(validatedBy = …)`, for instance to inject
  /// into them. It is asked once for each use of a constraint, at start. Default: their
  /// constructors without parameters are called.
  ///
  /// @param factory makes validators; they are never released
  /// @return new settings
  public ConstraintSettings withValidators(ConstraintValidatorFactory factory) {
    return new ConstraintSettings(clock, defaultLocale, source, factory, matchingSteps);
  }

  /// Sets the work that regular expressions may do for one [MatchingBudget], apart from what the
  /// length of its texts gives. Default: 1,000,000 steps, which take about 10 ms.
  ///
  /// @param steps how many characters may be looked at, counted each time; at least 1
  /// @return new settings
  /// @throws IllegalArgumentException if it is less than 1
  public ConstraintSettings withMatchingSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("Expected at least 1 step, got " + steps + ".");
    }
    return new ConstraintSettings(clock, defaultLocale, source, validators, steps);
  }

  /// The language of [Violation#message()].
  ///
  /// @return the locale
  public Locale defaultLocale() {
    return defaultLocale;
  }

  /// The clock and time zone that times are compared with.
  ///
  /// @return the clock
  public Clock clock() {
    return clock == null ? Clock.system(ZoneId.systemDefault()) : clock;
  }

  /// The work that regular expressions may do, see [#withMatchingSteps].
  ///
  /// @return the number of steps
  public int matchingSteps() {
    return matchingSteps;
  }

  /// Whether there are messages in the language of a locale: in the standard messages (English,
  /// French, German and Spanish), in a file `ValidationMessages` that the context class loader
  /// finds, or in the source of [#withMessages]. For choosing among the languages that a client
  /// accepts.
  ///
  /// @param locale the language that is wished for
  /// @return false if messages would be in the default locale instead
  public boolean speaks(Locale locale) {
    return messages().speaks(locale, null);
  }

  /// A text of the application: of the source of [#withMessages], or of a file `ValidationMessages`
  /// that the context class loader finds. For those who tell clients about more than constraints.
  ///
  /// @param key the key of the text
  /// @param locale the language that is wished for
  /// @return the text as it stands there; empty if the application has none
  public Optional<String> message(String key, Locale locale) {
    return Optional.ofNullable(messages().own(key, locale));
  }

  Messages messages() {
    var made = messages;
    if (made == null) {
      made = new Messages(defaultLocale, source);
      messages = made;
    }
    return made;
  }

  ConstraintValidatorFactory validators() {
    return validators == null ? new Instantiation() : validators;
  }
}

package dev.lodestar.json;

import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.compile.Compiler;
import dev.lodestar.compile.Spares;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.convert.Converter;
import dev.lodestar.format.JsonFormat;
import dev.lodestar.format.JsonInput;
import dev.lodestar.format.JsonOutput;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A set of JSON codecs with common settings.
///
/// ```java
/// var json = Json.standard();
/// var orders = json.codec(Order.class);
/// byte[] document = orders.encode(order);
/// Order copy = orders.decode(document).orThrow();
/// ```
///
/// The defaults: names as declared, unknown fields ignored, duplicate names refused, the limits of
/// [DocumentLimits#standard()]. Names inside of ignored values are not looked at.
///
/// A codec is made when it is first asked for, and kept. Make one set per application and share it:
/// instances are immutable, apart from what they keep, and safe for use by many threads.
public final class Json {
  private final Models models;
  private final @Nullable JsonBackend backend;
  private final DocumentLimits limits;
  private final ConstraintSettings constraints;
  private final boolean refuseUnknownFields;
  private final boolean lastDuplicateWins;
  private final boolean acceptWholeDecimals;
  private final boolean omitNulls;
  private final boolean sortedMapKeys;
  private final boolean pretty;
  private final Compiler compiler;
  private final Spares<JsonInput> inputs = new Spares<>();
  private final Spares<JsonOutput> outputs = new Spares<>();
  private final Map<Type, JsonCodec<?>> codecs = new ConcurrentHashMap<>();

  private Json(Builder builder) {
    this.backend = builder.backend;
    this.models = backend == null ? builder.models : builder.models.withForeign(backend);
    var unfit = models.projectionProblems();
    if (!unfit.isEmpty()) {
      throw new ModelException(unfit);
    }
    this.limits = builder.limits;
    this.constraints = builder.constraints;
    this.refuseUnknownFields = builder.refuseUnknownFields;
    this.lastDuplicateWins = builder.lastDuplicateWins;
    this.acceptWholeDecimals = builder.acceptWholeDecimals;
    this.omitNulls = builder.omitNulls;
    this.sortedMapKeys = builder.sortedMapKeys;
    this.pretty = builder.pretty;
    this.compiler =
        new Compiler(
            new JsonFormat(),
            models,
            constraints,
            new Compiler.Options(
                refuseUnknownFields,
                lastDuplicateWins,
                acceptWholeDecimals,
                omitNulls,
                sortedMapKeys));
  }

  /// Returns a new set with the default settings.
  ///
  /// @return a set that shares nothing with others
  public static Json standard() {
    return builder().build();
  }

  /// Starts with the default settings.
  ///
  /// @return a new builder
  public static Builder builder() {
    return new Builder();
  }

  /// Starts with the settings of this set, for one that has further types for instance. That is
  /// cheap: codecs are only made when somebody asks for them.
  ///
  /// ```java
  /// var more = json.toBuilder().mapping(Money.class, String.class, Money::text, Money::of).build();
  /// ```
  ///
  /// @return a new builder
  public Builder toBuilder() {
    var builder = new Builder();
    builder.models = models;
    builder.backend = backend;
    builder.limits = limits;
    builder.constraints = constraints;
    builder.refuseUnknownFields = refuseUnknownFields;
    builder.lastDuplicateWins = lastDuplicateWins;
    builder.acceptWholeDecimals = acceptWholeDecimals;
    builder.omitNulls = omitNulls;
    builder.sortedMapKeys = sortedMapKeys;
    builder.pretty = pretty;
    return builder;
  }

  /// Writes the classes that codecs of some types need into a folder, so that they need not be
  /// generated when the application runs: it starts faster, and an ahead-of-time cache of the JVM
  /// can hold them. They belong into the jar of the types themselves, beside these; the folder also
  /// gets the index `META-INF/lodestar/generated-classes`.
  ///
  /// A class is only taken where the same one would be generated at that moment, so what is out of
  /// date does no harm; and by the first set of codecs that needs it, others generate their own.
  /// Classes that use private members of a type cannot be written, and are generated as before.
  ///
  /// @param folder where to write to; what is there is kept
  /// @param types the types, and with them every type that they contain
  /// @return the names of the classes
  /// @throws IOException if a file cannot be written
  /// @throws ModelException if a type is not supported
  public List<String> bake(Path folder, List<? extends Type> types) throws IOException {
    return compiler.bake(folder, types);
  }

  /// The models that describe the types of this set.
  ///
  /// @return the models
  public Models models() {
    return models;
  }

  /// The limits for documents.
  ///
  /// @return the limits
  public DocumentLimits limits() {
    return limits;
  }

  /// What constraints are compiled with.
  ///
  /// @return the settings
  public ConstraintSettings constraints() {
    return constraints;
  }

  /// Whether a name that a type does not have is a problem.
  ///
  /// @return what [Builder#refuseUnknownFields] set
  public boolean refusesUnknownFields() {
    return refuseUnknownFields;
  }

  /// Whether the last of several values of a name is taken.
  ///
  /// @return what [Builder#lastDuplicateWins] set
  public boolean lastDuplicateWins() {
    return lastDuplicateWins;
  }

  /// Whether a number like 1.0 or 1e3 is read as an integer.
  ///
  /// @return what [Builder#acceptWholeDecimals] set
  public boolean acceptsWholeDecimals() {
    return acceptWholeDecimals;
  }

  /// Whether fields and map entries whose value is null are left out.
  ///
  /// @return what [Builder#omitNulls] set
  public boolean omitsNulls() {
    return omitNulls;
  }

  /// Whether the entries of maps are written in the order of their keys' texts.
  ///
  /// @return what [Builder#sortedMapKeys] set
  public boolean sortsMapKeys() {
    return sortedMapKeys;
  }

  /// Returns the codec of a class.
  ///
  /// @param type the class; `Object` for any value
  /// @param <T> the type of the values
  /// @return the codec, always the same for the same class
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public <T> JsonCodec<T> codec(Class<T> type) {
    @SuppressWarnings("unchecked") // the codec is kept under the type it was made for
    var codec = (JsonCodec<T>) codec((Type) type);
    return codec;
  }

  /// Returns the codec of a type with generics.
  ///
  /// @param type the captured type
  /// @param <T> the type of the values
  /// @return a codec
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public <T extends @Nullable Object> JsonCodec<T> codec(JsonType<T> type) {
    @SuppressWarnings("unchecked") // the type was captured from T
    var codec =
        (JsonCodec<T>)
            codec(models.use(type.annotatedType(), List.of(), type.type().getTypeName()));
    return codec;
  }

  /// Returns a codec that reads and writes a selection of the fields of a type. The values are
  /// instances of the type itself.
  ///
  /// ```java
  /// var articles = json.codec(Article.class, Projection.all().exclude("id"));
  /// ```
  ///
  /// @param type the class
  /// @param projection which of its fields, and under which names
  /// @param <T> the type of the values
  /// @return a new codec
  /// @throws ModelException if the type is not supported, or the projection does not fit it; it
  ///   lists every problem
  public <T> JsonCodec<T> codec(Class<T> type, Projection projection) {
    @SuppressWarnings("unchecked") // a projection does not change the class
    var codec = (JsonCodec<T>) codec(Models.project(models.use(type), projection));
    return codec;
  }

  /// Returns the codec of a type, for instance the return type of a method.
  ///
  /// @param type a class or a type with generics
  /// @return the codec, always the same for equal types
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public JsonCodec<?> codec(Type type) {
    var codec = codecs.get(type);
    if (codec == null) {
      var made = codec(models.use(type));
      var earlier = codecs.putIfAbsent(type, made);
      codec = earlier == null ? made : earlier;
    }
    return codec;
  }

  /// Returns a codec for a type at the place where it is used, for instance a parameter of a
  /// method: the nullness and the constraints of the place apply to the document.
  ///
  /// @param use the type where it is used, described by [#models()]
  /// @return a new codec
  public JsonCodec<?> codec(TypeUse use) {
    var delegate = Delegate.of(backend, use, this);
    return new JsonCodec<>(compiler.compile(use), limits, pretty, delegate, inputs, outputs);
  }

  /// Collects settings. Not safe for use by several threads.
  public static final class Builder {
    private Models models = Models.standard();
    private @Nullable JsonBackend backend;
    private DocumentLimits limits = DocumentLimits.standard();
    private ConstraintSettings constraints = ConstraintSettings.standard();
    private boolean refuseUnknownFields;
    private boolean lastDuplicateWins;
    private boolean acceptWholeDecimals;
    private boolean omitNulls;
    private boolean sortedMapKeys;
    private boolean pretty;

    private Builder() {}

    /// Sets the models that describe types. Default: [Models#standard()].
    ///
    /// @param models the models, with their converters, mappings and naming strategy
    /// @return this builder
    public Builder models(Models models) {
      this.models = models;
      return this;
    }

    /// Sets how Java names become names in documents. Default: as declared.
    ///
    /// @param naming the strategy; [dev.lodestar.model.Name] takes precedence
    /// @return this builder
    public Builder naming(NamingStrategy naming) {
      return models(models.withNaming(naming));
    }

    /// Has some classes written and read as projections say, wherever a value of such a class
    /// occurs, see [Models#withProjections]. Default: none. Replaces what was set before.
    ///
    /// ```java
    /// var secret = Projection.all().exclude("passwordHash");
    /// var json = Json.builder().projections(Map.of(User.class, secret)).build();
    /// ```
    ///
    /// @param projections for each class what of it is read and written
    /// @return this builder
    public Builder projections(Map<Class<?>, Projection> projections) {
      return models(models.withProjections(projections));
    }

    /// Adds a type that is written and read as a text. The last one for a type wins, also over the
    /// standard ones.
    ///
    /// @param type the exact class of the values
    /// @param converter reads and writes the text; must be thread-safe
    /// @param <T> the type of the values
    /// @return this builder
    public <T> Builder converter(Class<T> type, Converter<T> converter) {
      return models(models.withConverter(type, converter));
    }

    /// Adds a type that is written and read as a value of another type, see [Models#withMapping].
    ///
    /// @param type the exact class of the values
    /// @param target the class that stands for it
    /// @param toTarget turns a value into its stand-in
    /// @param fromTarget turns a stand-in into the value; may throw `IllegalArgumentException`,
    ///   whose message is told to the client unless the platform made it
    /// @param <T> the type of the values
    /// @param <S> the type of the stand-ins
    /// @return this builder
    public <T, S> Builder mapping(
        Class<T> type, Class<S> target, Function<T, S> toTarget, Function<S, T> fromTarget) {
      return models(models.withMapping(type, target, toTarget, fromTarget));
    }

    /// Adds a type that is written and read as a value of a type with generics.
    ///
    /// ```java
    /// builder.mapping(Tags.class, new JsonType<List<String>>() {}, Tags::names, Tags::new);
    /// ```
    ///
    /// @param type the exact class of the values
    /// @param target the captured type that stands for it
    /// @param toTarget turns a value into its stand-in
    /// @param fromTarget turns a stand-in into the value; may throw `IllegalArgumentException`,
    ///   whose message is told to the client unless the platform made it
    /// @param <T> the type of the values
    /// @param <S> the type of the stand-ins
    /// @return this builder
    public <T, S> Builder mapping(
        Class<T> type, JsonType<S> target, Function<T, S> toTarget, Function<S, T> fromTarget) {
      @SuppressWarnings("unchecked") // only stand-ins are passed in
      var from = (Function<Object, T>) (Function<?, ?>) fromTarget;
      return models(models.withGenericMapping(type, target.type(), toTarget, from));
    }

    /// Adds a type that is written as a value of another type, and cannot be read: that is a
    /// problem when a codec that contains it prepares decoding.
    ///
    /// @param type the exact class of the values
    /// @param target the class that stands for it
    /// @param toTarget turns a value into its stand-in
    /// @param <T> the type of the values
    /// @param <S> the type of the stand-ins
    /// @return this builder
    public <T, S> Builder mapping(Class<T> type, Class<S> target, Function<T, S> toTarget) {
      return models(models.withWrittenMapping(type, target, toTarget));
    }

    /// Adds a type that is written as a value of a type with generics, and cannot be read.
    ///
    /// @param type the exact class of the values
    /// @param target the captured type that stands for it
    /// @param toTarget turns a value into its stand-in
    /// @param <T> the type of the values
    /// @param <S> the type of the stand-ins
    /// @return this builder
    public <T, S> Builder mapping(Class<T> type, JsonType<S> target, Function<T, S> toTarget) {
      return models(models.withWrittenMapping(type, target.type(), toTarget));
    }

    /// Lets another library write and read some types, or all. Replaces what was set before.
    ///
    /// What this builder says about documents (unknown and duplicate names, nulls, indentation,
    /// naming, limits but for the size) does not apply to them.
    ///
    /// What it writes and reads is not changed by [#projections]: a projection of one of its types,
    /// or of a type that occurs in one, is a problem when the set is made or the type is described.
    /// Only what its types declare as `Object` cannot be examined; where nothing else is declared,
    /// the value is left to this module.
    ///
    /// @param backend decides which types it takes
    /// @return this builder
    public Builder backend(JsonBackend backend) {
      this.backend = backend;
      return this;
    }

    /// Sets the limits for documents. Default: [DocumentLimits#standard()].
    ///
    /// @param limits the limits
    /// @return this builder
    public Builder limits(DocumentLimits limits) {
      this.limits = limits;
      return this;
    }

    /// Sets what constraints are compiled with: language, clock, messages and validators. Default:
    /// [ConstraintSettings#standard()].
    ///
    /// @param constraints the settings
    /// @return this builder
    public Builder constraints(ConstraintSettings constraints) {
      this.constraints = constraints;
      return this;
    }

    /// Sets whether a name that the type does not have is a problem. Default: false, it is ignored.
    ///
    /// @param refuse true to refuse unknown names
    /// @return this builder
    public Builder refuseUnknownFields(boolean refuse) {
      this.refuseUnknownFields = refuse;
      return this;
    }

    /// Sets what happens when a name occurs twice in one object. Default: false, it is a problem.
    ///
    /// @param lastWins true to take the last value
    /// @return this builder
    public Builder lastDuplicateWins(boolean lastWins) {
      this.lastDuplicateWins = lastWins;
      return this;
    }

    /// Sets whether an integer may be written with a fraction of zeros or with an exponent, such as
    /// `1.0` or `1e3`; in MessagePack as a float. Default: false, that is a problem, since such a
    /// number mostly comes from arithmetic that may have lost digits. `1.5` is never an integer. An
    /// exponent makes no integer of more than 40 digits.
    ///
    /// @param accept true to accept them for `int`, `BigInteger` and all other integers
    /// @return this builder
    public Builder acceptWholeDecimals(boolean accept) {
      this.acceptWholeDecimals = accept;
      return this;
    }

    /// Sets whether fields and map entries whose value is null are left out. Default: false, they
    /// are written as `null`. An empty `Optional` field is always left out.
    ///
    /// @param omit true to leave them out
    /// @return this builder
    public Builder omitNulls(boolean omit) {
      this.omitNulls = omit;
      return this;
    }

    /// Sets whether the entries of maps are written in the order of their keys' texts, so that
    /// equal maps make equal documents. Default: false, in the order of the map.
    ///
    /// @param sorted true to sort them
    /// @return this builder
    public Builder sortedMapKeys(boolean sorted) {
      this.sortedMapKeys = sorted;
      return this;
    }

    /// Sets whether documents are written for people: one field or element in each line, indented
    /// by two spaces. Default: false, without any white space.
    ///
    /// @param pretty true to indent
    /// @return this builder
    public Builder pretty(boolean pretty) {
      this.pretty = pretty;
      return this;
    }

    /// Makes the set.
    ///
    /// @return a new set that keeps its own codecs
    /// @throws ModelException if a projection does not fit its class, see
    ///   [Models#projectionProblems]; it lists every problem
    public Json build() {
      return new Json(this);
    }
  }
}

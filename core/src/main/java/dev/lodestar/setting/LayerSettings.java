package dev.lodestar.setting;

import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.form.FormLimits;
import dev.lodestar.http.Key;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.SetCookie;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.AfterRequest;
import dev.lodestar.layer.AfterResponse;
import dev.lodestar.layer.BeforeRequest;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.layer.ErrorHandler;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.SecurityRequirement;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.openapi.OperationDraft;
import dev.lodestar.pagination.PageLimits;
import dev.lodestar.pagination.PageNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What one layer says, or what several layers say together: one entry for each [LayerSetting] of
/// which anything was said. Immutable and thread-safe.
public final class LayerSettings {
  /// Who may enter.
  public static final LayerSetting<List<Sourced<Component<Guard>>>> GUARDS =
      LayerSetting.chain("guards");

  /// What stands around the handling.
  public static final LayerSetting<List<Sourced<Component<Middleware>>>> MIDDLEWARE =
      LayerSetting.chain("middleware");

  /// Classes of middleware that is left out.
  public static final LayerSetting<Map<Class<?>, Origin>> WITHOUT_MIDDLEWARE =
      LayerSetting.union("without middleware");

  /// What makes dependencies. They are looked up layer by layer.
  public static final LayerSetting<List<Sourced<Provider<?>>>> PROVIDERS =
      LayerSetting.chain("providers");

  /// The hook before the handler.
  public static final LayerSetting<Choice<BeforeRequest>> BEFORE_REQUEST =
      LayerSetting.replace("before request");

  /// The hook after the handler.
  public static final LayerSetting<Choice<AfterRequest>> AFTER_REQUEST =
      LayerSetting.replace("after request");

  /// The hook after the response has been sent.
  public static final LayerSetting<Choice<AfterResponse>> AFTER_RESPONSE =
      LayerSetting.replace("after response");

  /// Handlers of failures. They are looked up layer by layer, see [ErrorHandler].
  public static final LayerSetting<Map<ErrorCase, Sourced<ErrorHandler<?>>>> ERROR_HANDLERS =
      LayerSetting.map("error handlers");

  /// Records of parameters that every request has.
  public static final LayerSetting<Map<Class<?>, Origin>> PARAMETERS =
      LayerSetting.union("parameters");

  /// Headers of responses, by name in lower case.
  public static final LayerSetting<Map<String, Sourced<ResponseHeader>>> HEADERS =
      LayerSetting.map("response headers");

  /// Cookies of responses, by name, path and domain.
  public static final LayerSetting<Map<String, Sourced<SetCookie>>> COOKIES =
      LayerSetting.map("response cookies");

  /// How entity tags are made.
  public static final LayerSetting<Choice<EntityTagPolicy>> ENTITY_TAGS =
      LayerSetting.replace("entity tags");

  /// Typed metadata.
  public static final LayerSetting<Map<Key<?>, Sourced<Object>>> METADATA =
      LayerSetting.map("metadata");

  /// How many bytes the body of a request may have.
  public static final LayerSetting<Choice<Long>> BODY_LIMIT = LayerSetting.replace("body limit");

  /// How much the form in the body of a request may demand.
  public static final LayerSetting<Choice<FormLimits>> FORM_LIMITS =
      LayerSetting.replace("form limits");

  /// Limits and time-outs of WebSockets.
  public static final LayerSetting<Choice<WebSocketOptions>> WEB_SOCKET =
      LayerSetting.replace("web socket options");

  /// How many items pages have.
  public static final LayerSetting<Choice<PageLimits>> PAGE_SIZE =
      LayerSetting.replace("page size");

  /// What the query parameters of page requests are called.
  public static final LayerSetting<Choice<PageNames>> PAGE_NAMES =
      LayerSetting.replace("page names");

  /// How long the handling of a request may take.
  public static final LayerSetting<Choice<Duration>> TIMEOUT = LayerSetting.replace("timeout");

  /// Tags of the description of the API.
  public static final LayerSetting<Map<String, Origin>> TAGS = LayerSetting.union("tags");

  /// Security schemes of the description of the API.
  public static final LayerSetting<List<Sourced<SecurityRequirement>>> SECURITY =
      LayerSetting.chain("security");

  /// Changes to the codecs, the nearest applied last, so that it wins.
  public static final LayerSetting<List<Sourced<UnaryOperator<Json.Builder>>>> CODECS =
      LayerSetting.chain("codecs");

  /// What shapes values that are read, by their class.
  public static final LayerSetting<Map<Class<?>, Sourced<DtoChoice>>> ACCEPTS =
      LayerSetting.map("accepts");

  /// What shapes values that are written, by their class.
  public static final LayerSetting<Map<Class<?>, Sourced<DtoChoice>>> RETURNS =
      LayerSetting.map("returns");

  /// What results are sent as, the preferred one first.
  public static final LayerSetting<Choice<List<MediaType>>> PRODUCES =
      LayerSetting.replace("produces");

  /// Formats of the application's own, by media type without parameters.
  public static final LayerSetting<Map<String, Sourced<MediaFormat>>> FORMATS =
      LayerSetting.map("formats");

  /// Whether the description of the API shows the route.
  public static final LayerSetting<Choice<Boolean>> IN_SCHEMA =
      LayerSetting.replace("include in schema");

  /// Responses of the description of the API.
  public static final LayerSetting<List<Sourced<DeclaredAnswer>>> ANSWERS =
      LayerSetting.chain("answers");

  /// The id of the operation in the description of the API.
  public static final LayerSetting<Choice<String>> OPERATION_ID =
      LayerSetting.replace("operation id");

  /// Changes to the description of operations, those of the nearest layer made last.
  public static final LayerSetting<List<Sourced<Consumer<OperationDraft>>>> OPERATION =
      LayerSetting.chain("operation");

  /// Whether the body is read while it arrives.
  public static final LayerSetting<Choice<Boolean>> STREAM_BODY =
      LayerSetting.replace("streamed body");

  /// Whether the handler blocks its carrier thread.
  public static final LayerSetting<Choice<Boolean>> BLOCKING = LayerSetting.replace("blocking");

  private static final List<LayerSetting<?>> ALL =
      List.of(
          MIDDLEWARE,
          WITHOUT_MIDDLEWARE,
          GUARDS,
          BEFORE_REQUEST,
          PARAMETERS,
          PROVIDERS,
          AFTER_REQUEST,
          AFTER_RESPONSE,
          ERROR_HANDLERS,
          HEADERS,
          COOKIES,
          ENTITY_TAGS,
          BODY_LIMIT,
          FORM_LIMITS,
          WEB_SOCKET,
          PAGE_SIZE,
          PAGE_NAMES,
          STREAM_BODY,
          TIMEOUT,
          BLOCKING,
          CODECS,
          ACCEPTS,
          RETURNS,
          FORMATS,
          PRODUCES,
          METADATA,
          TAGS,
          SECURITY,
          ANSWERS,
          OPERATION_ID,
          OPERATION,
          IN_SCHEMA);

  private static final LayerSettings NOTHING = new LayerSettings(Map.of());

  private final Map<LayerSetting<?>, Object> said;

  private LayerSettings(Map<LayerSetting<?>, Object> said) {
    this.said = said;
  }

  /// Returns every setting there is, in the order in which a request meets them.
  ///
  /// @return the settings
  public static List<LayerSetting<?>> all() {
    return ALL;
  }

  /// Returns the settings of a layer that says nothing.
  ///
  /// @return no settings
  public static LayerSettings nothing() {
    return NOTHING;
  }

  /// Tells what is said of a setting.
  ///
  /// @param <C> the type of what is said
  /// @param setting the setting
  /// @return what is said of it; the setting's "nothing" if nothing is
  public <C> C get(LayerSetting<C> setting) {
    @SuppressWarnings("unchecked") // only Builder puts anything in, under the setting of its type
    var found = (C) said.get(setting);
    return found == null ? setting.nothing() : found;
  }

  /// Tells whether anything is said.
  ///
  /// @return whether there is no entry
  public boolean isEmpty() {
    return said.isEmpty();
  }

  /// Merges the settings of a layer into those of the layers around it, each by its rule.
  ///
  /// @param inner what the nearer layer says
  /// @return what both say together
  public LayerSettings with(LayerSettings inner) {
    if (inner.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return inner;
    }
    var merged = new HashMap<LayerSetting<?>, Object>(said);
    for (var setting : inner.said.keySet()) {
      merge(setting, inner, merged);
    }
    return new LayerSettings(merged);
  }

  private <C> void merge(
      LayerSetting<C> setting, LayerSettings inner, Map<LayerSetting<?>, Object> merged) {
    merged.put(setting, setting.merge(get(setting), inner.get(setting)));
  }

  /// Collects what one layer says. Not thread-safe.
  public static final class Builder {
    private final Map<LayerSetting<?>, Object> said = new HashMap<>();

    /// Creates a builder for a layer that says nothing yet.
    public Builder() {}

    /// Says of a setting that there is none, whatever the layers around say.
    public <T> void disable(LayerSetting<Choice<T>> setting, Origin origin) {
      said.put(setting, new Choice.Disabled<T>(origin));
    }

    /// Sets the value of a setting that replaces.
    public <T> void set(LayerSetting<Choice<T>> setting, T value, Origin origin) {
      said.put(setting, new Choice.Value<>(value, origin));
    }

    /// Adds an element to a chain.
    public <T> void add(LayerSetting<List<Sourced<T>>> setting, T element, Origin origin) {
      update(setting, new ArrayList<>(), list -> list.add(new Sourced<>(element, origin)));
    }

    /// Adds an element to a union.
    public <T> void include(LayerSetting<Map<T, Origin>> setting, T element, Origin origin) {
      update(setting, new LinkedHashMap<>(), map -> map.putIfAbsent(element, origin));
    }

    /// Puts an entry into a map; the last one of a key counts.
    public <K, V> void put(
        LayerSetting<Map<K, Sourced<V>>> setting, K key, V value, Origin origin) {
      update(setting, new LinkedHashMap<>(), map -> map.put(key, new Sourced<>(value, origin)));
    }

    private <C> void update(LayerSetting<C> setting, C empty, Consumer<C> change) {
      @SuppressWarnings("unchecked") // put under the same setting below
      var collected = (C) said.computeIfAbsent(setting, _ -> empty);
      change.accept(collected);
    }

    /// Returns what was said so far.
    public LayerSettings build() {
      if (said.isEmpty()) {
        return NOTHING;
      }
      var copy = new HashMap<LayerSetting<?>, Object>(said);
      copy.replaceAll((_, value) -> frozen(value));
      return new LayerSettings(copy);
    }

    private static Object frozen(Object value) {
      if (value instanceof List<?> list) {
        return List.copyOf(list);
      }
      return value instanceof Map<?, ?> map
          ? Collections.unmodifiableMap(new LinkedHashMap<>(map))
          : value;
    }
  }

  /// Returns what is said, for debugging.
  @Override
  public String toString() {
    return said.toString();
  }
}

package dev.lodestar.layer;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the declaration of a route and its layers say, for guards, hooks and middleware. One object
/// for each route, made when the application is built. Immutable and thread-safe.
public final class RouteMetadata {
  private final HttpMethod method;
  private final String path;
  private final String handler;
  private final Optional<String> name;
  private final List<Annotation> annotations;
  private final Map<Key<?>, Object> metadata;
  private final Set<String> tags;
  private final List<SecurityRequirement> security;

  /// Creates the metadata of a route. Called when an application is built.
  ///
  /// @param method the request method
  /// @param path the whole path template
  /// @param handler what answers, as a person would name it
  /// @param name the name of the route
  /// @param annotations the annotations of the handler, then those of its controller
  /// @param metadata the metadata of all layers, each value of its key's type
  /// @param tags the tags of all layers
  /// @param security the security schemes of all layers
  public RouteMetadata(
      HttpMethod method,
      String path,
      String handler,
      Optional<String> name,
      List<Annotation> annotations,
      Map<Key<?>, Object> metadata,
      Set<String> tags,
      List<SecurityRequirement> security) {
    this.method = method;
    this.path = path;
    this.handler = handler;
    this.name = name;
    this.annotations = List.copyOf(annotations);
    this.metadata = Map.copyOf(metadata);
    this.tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    this.security = List.copyOf(security);
  }

  /// Returns the request method of the route; GET for requests of HEAD that GET answers.
  ///
  /// @return the method
  public HttpMethod method() {
    return method;
  }

  /// Returns the whole path template.
  ///
  /// @return for instance `/widgets/{sku}`
  public String path() {
    return path;
  }

  /// Returns what answers, as a person would name it.
  ///
  /// @return for instance `Widgets.get(String sku)`
  public String handler() {
    return handler;
  }

  /// Returns the name of the route.
  ///
  /// @return the name; nothing if it has none
  public Optional<String> name() {
    return name;
  }

  /// Finds metadata that the nearest layer set.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @return the value; nothing if no layer set it
  public <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable(metadata.get(key)).map(key.type()::cast);
  }

  /// Finds an annotation of the handler method, or else of its controller class.
  ///
  /// @param <A> the type of the annotation
  /// @param type the type of the annotation
  /// @return the annotation; nothing if neither has it, or a function answers
  public <A extends Annotation> Optional<A> annotation(Class<A> type) {
    for (var annotation : annotations) {
      if (annotation.annotationType() == type) {
        return Optional.of(type.cast(annotation));
      }
    }
    return Optional.empty();
  }

  /// Returns the tags of the description of the API.
  ///
  /// @return the tags of all layers
  public Set<String> tags() {
    return tags;
  }

  /// Returns the security schemes of the description of the API.
  ///
  /// @return the requirements of all layers, alternatives of each other
  public List<SecurityRequirement> security() {
    return security;
  }

  /// Returns method, path and handler.
  @Override
  public String toString() {
    return method + " " + path + " " + handler;
  }
}

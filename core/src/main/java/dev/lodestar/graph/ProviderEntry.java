package dev.lodestar.graph;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.handler.Signature;
import dev.lodestar.inject.Dependency;
import dev.lodestar.inject.Scope;
import dev.lodestar.report.StartupProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One registration of a provider. What it takes and gives is found out when a parameter may need
/// it, so providers that nobody needs cost nothing. Used by one thread, while an application is
/// built.
public final class ProviderEntry {

  /// What is known of a provider.
  ///
  /// @param dependency what it provides
  /// @param scope how long its values live
  /// @param signature what it takes; null for an object that is there already
  /// @param call calls it
  /// @param instance the object that is there already; null for all others
  record Description(
      Dependency<?> dependency,
      Scope scope,
      @Nullable Signature signature,
      ProviderCall call,
      @Nullable Object instance) {}

  private final Class<?> rawType;
  private final String name;
  private final Supplier<Optional<String>> place;
  private final Supplier<@Nullable Description> source;
  private boolean asked;
  private @Nullable Description description;

  ProviderEntry(
      Class<?> rawType,
      String name,
      Supplier<Optional<String>> place,
      Supplier<@Nullable Description> source) {
    this.rawType = rawType;
    this.name = name;
    this.place = place;
    this.source = source;
  }

  /// What is known; null if the provider cannot be used, which has been reported.
  private @Nullable Description description() {
    if (!asked) {
      asked = true;
      description = source.get();
    }
    return description;
  }

  private Description usable() {
    var known = description();
    if (known == null) {
      throw new IllegalStateException("The provider of " + name + " cannot be used.");
    }
    return known;
  }

  Class<?> rawType() {
    return rawType;
  }

  /// Tells whether the provider can be used; if not, the reason has been reported.
  public boolean isUsable() {
    return description() != null;
  }

  /// What is provided.
  public Dependency<?> dependency() {
    return usable().dependency();
  }

  /// How long the values live.
  public Scope scope() {
    return usable().scope();
  }

  /// Whether the value is an object that is there already.
  public boolean isInstance() {
    return usable().instance() != null;
  }

  /// What the provider takes.
  public List<HandlerParameter> parameters() {
    var signature = usable().signature();
    return signature == null ? List.of() : signature.parameters();
  }

  /// A problem of the provider, at its own place in the source.
  public StartupProblem problem(String code, String what, String fix) {
    var signature = usable().signature();
    return signature == null
        ? located(new StartupProblem(code, name, what, fix))
        : signature.problem(code, what, fix);
  }

  /// The problem at the place where the provider was registered.
  StartupProblem located(StartupProblem problem) {
    var known = place.get();
    return known.isPresent() ? problem.at(known.get()) : problem;
  }

  /// The problem of a parameter whose name is needed and not known.
  public StartupProblem missingName(HandlerParameter parameter) {
    return parameter.owner().missingName(parameter);
  }

  /// What is called; nothing for an object that is there already.
  public Optional<Signature> signature() {
    return Optional.ofNullable(usable().signature());
  }

  ProviderCall call() {
    return usable().call();
  }

  SingletonSource.Instance instance() {
    var value = usable().instance();
    if (value == null) {
      throw new IllegalStateException(name + " is no object that is there already.");
    }
    return new SingletonSource.Instance(value, this);
  }

  /// What reports call the provider: what it calls and what it provides.
  @Override
  public String toString() {
    var signature = isUsable() ? usable().signature() : null;
    return signature == null ? name : signature.toString();
  }

  /// What the provider provides, as a person writes it.
  public String provided() {
    return nameOf(dependency());
  }

  /// A dependency as a person writes it.
  public static String nameOf(Dependency<?> dependency) {
    return dependency.qualifier().map(qualifier -> qualifier + " ").orElse("")
        + GenericTypes.nameOf(dependency.type());
  }

  /// The place where the provider was registered.
  public Optional<String> place() {
    return place.get();
  }
}

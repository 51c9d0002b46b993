package dev.lodestar.graph;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.inject.Dependency;
import dev.lodestar.inject.Inject;
import dev.lodestar.inject.Qualifier;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.suggest.Suggestions;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides which of the providers that a handler sees serve a parameter, of the handler or of
/// another provider. Used by one thread.
public final class Choices {
  private final ProviderLayers layers;
  private final Predicate<Class<?>> simple;
  private final Consumer<StartupProblem> problems;

  /// Creates them.
  ///
  /// @param simple tells whether a type could as well be taken from a query: a list of such is one
  ///   of providers only where an annotation says so
  /// @param problems receives that two providers of one layer are the same
  public Choices(
      ProviderLayers layers, Predicate<Class<?>> simple, Consumer<StartupProblem> problems) {
    this.layers = layers;
    this.simple = simple;
    this.problems = problems;
  }

  /// Whether a parameter is served by providers and by nothing else.
  public static boolean isExplicit(HandlerParameter parameter) {
    return parameter.isReceiver()
        || parameter.annotation(Inject.class).isPresent()
        || Qualifier.in(parameter.annotations()).isPresent();
  }

  /// The nearest provider of a class without a qualifier; null if there is none.
  public @Nullable ProviderEntry find(Class<?> type) {
    return layers.find(Dependency.of(type, Optional.empty()), null, problems);
  }

  /// Chooses the providers of a parameter; nothing if none serves it and nothing says that one
  /// should.
  ///
  /// @param taker the provider whose parameter it is; null for a handler
  public Optional<Choice> choose(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    var explicit = isExplicit(parameter);
    if (layers.isEmpty() && !explicit) {
      return Optional.empty();
    }
    var wanted = wanted(parameter, taker);
    var exact = layers.find(wanted, taker, problems);
    if (exact != null) {
      return Optional.of(new Choice(Choice.Shape.ONE, List.of(exact), wanted));
    }
    var inner = GenericTypes.argumentOf(parameter.type());
    var wrapped = inner == null ? null : wrapped(parameter, inner, explicit, taker);
    if (wrapped != null) {
      return Optional.of(wrapped);
    }
    return explicit
        ? Optional.of(new Choice(Choice.Shape.ONE, List.of(), wanted))
        : Optional.empty();
  }

  /// The receiver of a method that makes what it is called on is exactly what is made.
  private static Dependency<?> wanted(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    if (parameter.isReceiver()
        && taker != null
        && GenericTypes.erase(taker.dependency().type()) == parameter.rawType()) {
      return taker.dependency();
    }
    return Dependency.of(parameter.type(), Qualifier.in(parameter.annotations()));
  }

  private @Nullable Choice wrapped(
      HandlerParameter parameter, Type inner, boolean explicit, @Nullable ProviderEntry taker) {
    var wanted = Dependency.of(inner, Qualifier.in(parameter.annotations()));
    var raw = parameter.rawType();
    if (raw == Supplier.class || raw == Optional.class) {
      var found = layers.find(wanted, taker, problems);
      if (found == null && !explicit) {
        return null;
      }
      return new Choice(
          raw == Optional.class ? Choice.Shape.MAYBE : Choice.Shape.LATER,
          found == null ? List.of() : List.of(found),
          wanted);
    }
    if (raw == List.class) {
      var all = layers.all(wanted, taker);
      return explicit || (!all.isEmpty() && !simple.test(GenericTypes.erase(inner)))
          ? new Choice(Choice.Shape.ALL, all, wanted)
          : null;
    }
    return null;
  }

  /// The problem of a parameter that no provider serves.
  ///
  /// @param chain how the handler comes to need it; empty for the handler's own parameter
  public StartupProblem missing(HandlerParameter parameter, Choice choice, String chain) {
    var wanted = ProviderEntry.nameOf(choice.wanted());
    return parameter
        .owner()
        .problem(
            "provider-missing",
            (parameter.isReceiver()
                    ? "It is called on " + wanted
                    : "The parameter \"" + parameter + "\" takes " + wanted)
                + ", but no provider of it is visible here."
                + chain,
            fix(choice.wanted(), wanted));
  }

  private String fix(Dependency<?> wanted, String name) {
    var raw = GenericTypes.erase(wanted.type());
    var names = new ArrayList<String>();
    for (var entry : layers.visible()) {
      var provided = entry.dependency();
      var other = GenericTypes.erase(provided.type());
      if (other == raw) {
        return "Did you mean " + entry.provided() + ", which " + entry + " provides?";
      }
      if (raw != Object.class && raw.isAssignableFrom(other)) {
        return "A provider of the subtype "
            + entry.provided()
            + " is visible, but types have to be the same: register it for "
            + raw.getSimpleName()
            + ".class, or take "
            + entry.provided()
            + ".";
      }
      names.add(entry.provided());
    }
    var close = Suggestions.closest(name, names);
    return (close.isPresent() ? "Did you mean " + close.get() + "? Otherwise register" : "Register")
        + " a provider on this layer or one around it, for instance provide("
        + raw.getSimpleName()
        + ".class, …).";
  }
}

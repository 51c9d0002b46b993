package dev.lodestar.graph;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.inject.Dependency;
import dev.lodestar.inject.Scope;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plans singletons: what each is made of, which may be nothing that belongs to a request. Used by
/// one thread.
public final class SingletonPlanner {
  private final Singletons singletons;
  private final Choices choices;
  private final Function<Class<?>, Optional<Object>> shared;
  private final Function<HandlerParameter, Optional<String>> requestData;
  private final BiConsumer<ProviderEntry, StartupProblem> problems;
  private final Deque<ProviderEntry> open = new ArrayDeque<>();

  /// Creates a planner for what one handler sees.
  ///
  /// @param shared finds what the application itself has of a type
  /// @param requestData says which part of a request a parameter is, if it is one by annotation or
  ///   type
  /// @param problems receives every mistake, and the provider that has it
  public SingletonPlanner(
      Singletons singletons,
      Choices choices,
      Function<Class<?>, Optional<Object>> shared,
      Function<HandlerParameter, Optional<String>> requestData,
      BiConsumer<ProviderEntry, StartupProblem> problems) {
    this.singletons = singletons;
    this.choices = choices;
    this.shared = shared;
    this.requestData = requestData;
    this.problems = problems;
  }

  /// Plans a singleton; null after a problem.
  public @Nullable SingletonSource plan(ProviderEntry entry) {
    if (entry.isInstance()) {
      return entry.instance();
    }
    if (open.contains(entry)) {
      problems.accept(entry, cycle(entry));
      return null;
    }
    open.addLast(entry);
    var sources = new ArrayList<SingletonSource>();
    var complete = true;
    for (var parameter : entry.parameters()) {
      var source = source(entry, parameter);
      if (source == null) {
        complete = false;
      } else {
        sources.add(source);
      }
    }
    open.removeLast();
    if (!complete) {
      return null;
    }
    return entry.scope() == Scope.TRANSIENT
        ? new SingletonSource.Fresh(entry.call(), List.copyOf(sources), singletons)
        : singletons.node(entry.call(), List.copyOf(sources));
  }

  private @Nullable SingletonSource source(ProviderEntry entry, HandlerParameter parameter) {
    var given = shared.apply(parameter.rawType());
    if (given.isPresent() && !Choices.isExplicit(parameter)) {
      return new SingletonSource.Instance(given.get(), given.get());
    }
    var data = requestData.apply(parameter);
    if (data.isPresent()) {
      problems.accept(entry, needsRequest(entry, parameter, data.get()));
      return null;
    }
    var choice = choices.choose(parameter, entry);
    if (choice.isEmpty()) {
      var wanted = Dependency.of(parameter.type(), Optional.empty());
      var missing = new Choice(Choice.Shape.ONE, List.of(), wanted);
      problems.accept(entry, choices.missing(parameter, missing, chain()));
      return null;
    }
    if (choice.get().isMissing()) {
      problems.accept(entry, choices.missing(parameter, choice.get(), chain()));
      return null;
    }
    return choice.get().isBroken() ? null : sourceOf(entry, choice.get());
  }

  private @Nullable SingletonSource sourceOf(ProviderEntry taker, Choice choice) {
    var sources = new ArrayList<SingletonSource>();
    for (var entry : choice.entries()) {
      if (entry.scope() == Scope.REQUEST) {
        problems.accept(taker, needsRequestScope(taker, entry));
        return null;
      }
      var source = plan(entry);
      if (source == null) {
        return null;
      }
      sources.add(source);
    }
    return switch (choice.shape()) {
      case ONE -> sources.getFirst();
      case MAYBE -> new SingletonSource.Maybe(sources);
      case LATER -> new SingletonSource.Later(sources.getFirst());
      case ALL -> new SingletonSource.All(sources);
    };
  }

  private String chain() {
    return open.size() < 2 ? "" : " It is needed by this chain: " + chainTo("") + ".";
  }

  private String chainTo(String last) {
    var text = new StringBuilder();
    for (var entry : open) {
      text.append(text.isEmpty() ? "" : " -> ").append(entry);
    }
    return last.isEmpty() ? text.toString() : text.append(" -> ").append(last).toString();
  }

  private StartupProblem cycle(ProviderEntry entry) {
    return Cycles.problem(entry, open);
  }

  private StartupProblem needsRequestScope(ProviderEntry taker, ProviderEntry needed) {
    return taker.problem(
        "provider-scope",
        "It is a singleton, or makes a part of one, but it needs "
            + needed.provided()
            + ", which is made for each request: "
            + chainTo(needed.toString())
            + ".",
        "Make " + needed.provided() + " a singleton too, or make what needs it request-scoped.");
  }

  private StartupProblem needsRequest(
      ProviderEntry taker, HandlerParameter parameter, String data) {
    return taker.problem(
        "provider-scope",
        "It is a singleton, or makes a part of one, but its parameter \""
            + parameter
            + "\" takes "
            + data
            + ": "
            + chainTo("")
            + ".",
        "Make it request-scoped, or register a provider for what it takes.");
  }
}

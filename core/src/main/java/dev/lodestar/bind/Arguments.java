package dev.lodestar.bind;

import dev.lodestar.body.ContentTypes;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.graph.RequestScope;
import dev.lodestar.graph.ScopePlan;
import dev.lodestar.handler.Signature;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Place;
import dev.lodestar.route.Match;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the values of all parameters of one handler on one route. Immutable and thread-safe.
///
/// A handler that needs providers is read in two steps: [#open(Request, Match.Found)] reads
/// everything that it and its providers take from the request, and the scope then runs the
/// providers.
public final class Arguments {
  private static final @Nullable Object[] NONE = new @Nullable Object[0];

  private final Argument[] arguments;
  private final @Nullable ScopePlan scopePlan;
  private final ConstraintSettings settings;

  /// The content types that the handler is restricted to, whatever it takes; null if it is not.
  private final @Nullable ContentTypes consumed;

  /// Whether the handler looks at the request itself.
  private final boolean openRequest;

  /// What the providers call that are called for each request.
  private final List<Signature> providers;

  /// Creates the arguments of a handler.
  ///
  /// @param arguments what it takes from the request; with providers, what these take too
  /// @param scopePlan plans the providers; null if the handler needs none
  /// @param settings where messages of errors come from
  /// @param consumed the content types that the handler is restricted to; null if it is not
  /// @param openRequest whether the handler looks at the request itself
  /// @param providers what providers call for each request
  Arguments(
      Argument[] arguments,
      @Nullable ScopePlan scopePlan,
      ConstraintSettings settings,
      @Nullable ContentTypes consumed,
      boolean openRequest,
      List<Signature> providers) {
    this.arguments = arguments;
    this.scopePlan = scopePlan;
    this.settings = settings;
    this.consumed = consumed;
    this.openRequest = openRequest;
    this.providers = List.copyOf(providers);
  }

  /// Tells what the handler and its providers take.
  public void describe(OperationCollector operation) {
    if (consumed != null) {
      operation.consumes(consumed.mediaTypes());
    }
    if (openRequest) {
      operation.openBody();
    }
    for (var argument : arguments) {
      argument.describe(operation);
    }
    for (var provider : providers) {
      operation.place(Place.Kind.PROVIDER, provider.executable());
      operation.thrown(provider.executable());
    }
  }

  /// Whether the handler needs providers: then [#open(Request, Match.Found)] is to be called
  /// instead of [#read(Request, Match.Found)].
  public boolean needScope() {
    return scopePlan != null;
  }

  /// Whether the handler reads the body while it arrives.
  public boolean streamBody() {
    for (var argument : arguments) {
      if (argument.streamsBody()) {
        return true;
      }
    }
    return false;
  }

  /// The value of `Accept-Patch` (RFC 5789, section 3.1), if the handler takes a body of known
  /// types.
  public Optional<String> acceptPatch() {
    for (var argument : arguments) {
      var types = argument.acceptPatch();
      if (types.isPresent()) {
        return types;
      }
    }
    return Optional.empty();
  }

  /// Reads all values of a handler without providers.
  ///
  /// @throws HttpException 400, listing every parameter that is missing or not accepted; 415, if
  ///   the body is of a type that the handler does not take
  public @Nullable Object[] read(Request request, Match.Found<?> match) {
    if (arguments.length == 0 && consumed == null) {
      return NONE;
    }
    @Nullable Object[] values = new @Nullable Object[arguments.length];
    readInto(values, request, match);
    return values;
  }

  /// Reads what a handler and its providers take from the request; no provider has run yet.
  ///
  /// @return the scope, whose providers are to be run
  /// @throws HttpException 400, listing every parameter that is missing or not accepted; 415, if
  ///   the body is of a type that the handler does not take
  public RequestScope open(Request request, Match.Found<?> match) {
    var plan = scopePlan;
    if (plan == null) {
      throw new IllegalStateException("The handler needs no providers.");
    }
    @Nullable Object[] frame = new @Nullable Object[plan.size()];
    readInto(frame, request, match);
    return new RequestScope(plan, frame);
  }

  private void readInto(@Nullable Object[] values, Request request, Match.Found<?> match) {
    if (consumed != null) {
      consumed.check(request);
    }
    var errors = new InputErrors(request, settings);
    for (var i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].read(request, match, errors);
    }
    var failure = errors.toException();
    if (failure != null) {
      throw failure;
    }
  }
}

package dev.lodestar.bind;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Cookies;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.QueryParameters;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.route.Match;
import java.util.List;
import java.util.Optional;

/// A parameter of a type that stands for the request or a part of it.
enum ContextArgument implements Argument {
  REQUEST(Request.class) {
    @Override
    Object of(Request request) {
      return request;
    }
  },
  HEADERS(Headers.class) {
    @Override
    Object of(Request request) {
      return request.headers();
    }
  },
  COOKIES(Cookies.class) {
    @Override
    Object of(Request request) {
      return request.cookies();
    }
  },
  QUERY(QueryParameters.class) {
    @Override
    Object of(Request request) {
      return request.query();
    }
  },
  BODY(RequestBody.class) {
    @Override
    public void describe(OperationCollector operation) {
      operation.anyBody();
    }

    @Override
    Object of(Request request) {
      return request.body();
    }
  },
  METHOD(HttpMethod.class) {
    @Override
    Object of(Request request) {
      return request.method();
    }
  },
  PRECONDITIONS(Preconditions.class) {
    @Override
    public void describe(OperationCollector operation) {
      operation.preconditions();
      operation.refuse(Refusal.PRECONDITION_FAILED);
      operation.refuse(Refusal.PRECONDITION_REQUIRED);
    }

    @Override
    Object of(Request request) {
      return Preconditions.of(request);
    }
  },
  CONNECTION(Connection.class) {
    @Override
    Object of(Request request) {
      return request.connection();
    }
  };

  private static final List<ContextArgument> ALL = List.of(values());

  private final Class<?> type;

  ContextArgument(Class<?> type) {
    this.type = type;
  }

  static Optional<Argument> forType(Class<?> type) {
    for (var argument : ALL) {
      if (argument.type == type) {
        return Optional.of(argument);
      }
    }
    return Optional.empty();
  }

  abstract Object of(Request request);

  @Override
  public Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return of(request);
  }
}

package dev.lodestar;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.websocket.WebSocketHandler;

/// One call that registered something, kept as it was said until the application is built.
sealed interface Registration {

  /// Has itself read as what it is.
  void read(Declarations declarations, Surroundings surroundings);

  record OfController(Object controller, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readController(controller.getClass(), controller, callSite, surroundings);
    }
  }

  record OfControllerClass(Class<?> type, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readController(type, null, callSite, surroundings);
    }
  }

  record OfRouter(Router router, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readRouter(router, callSite, surroundings);
    }
  }

  record OfReference(MethodReference reference, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readReference(this, surroundings);
    }
  }

  record OfFunction(HttpMethod method, String path, RequestHandler handler, CallSite callSite)
      implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readFunction(this, surroundings);
    }
  }

  record OfSocketFunction(String path, WebSocketHandler handler, CallSite callSite)
      implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readSocketFunction(this, surroundings);
    }
  }

  /// What is mounted on a path: an application or a function.
  record OfMount(String path, Object mounted, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readMount(this, surroundings);
    }
  }
}

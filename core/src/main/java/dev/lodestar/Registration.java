package dev.lodestar;

import dev.lodestar.http.HttpMethod;

/// One call that registered something, kept as it was said until the application is built.
sealed interface Registration {

  /// Has itself read as what it is.
  void read(Declarations declarations, Surroundings surroundings);

  record OfController(Object controller) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readController(controller.getClass(), controller, surroundings);
    }
  }

  record OfControllerClass(Class<?> type) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readController(type, null, surroundings);
    }
  }

  record OfRouter(Router router) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readRouter(router, surroundings);
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

  /// What is mounted on a path: an application or a function.
  record OfMount(String path, Object mounted, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, Surroundings surroundings) {
      declarations.readMount(this, surroundings);
    }
  }
}

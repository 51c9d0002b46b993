package dev.lodestar;

import dev.lodestar.http.HttpMethod;

/// One call that registered something, kept as it was said until the application is built.
sealed interface Registration {

  /// Has itself read as what it is.
  void read(Declarations declarations, String prefix);

  record OfController(Object controller) implements Registration {
    @Override
    public void read(Declarations declarations, String prefix) {
      declarations.readController(controller.getClass(), controller, prefix);
    }
  }

  record OfControllerClass(Class<?> type) implements Registration {
    @Override
    public void read(Declarations declarations, String prefix) {
      declarations.readController(type, null, prefix);
    }
  }

  record OfRouter(Router router) implements Registration {
    @Override
    public void read(Declarations declarations, String prefix) {
      declarations.readRouter(router, prefix);
    }
  }

  record OfReference(MethodReference reference, CallSite callSite) implements Registration {
    @Override
    public void read(Declarations declarations, String prefix) {
      declarations.readReference(this, prefix);
    }
  }

  record OfFunction(HttpMethod method, String path, RequestHandler handler, CallSite callSite)
      implements Registration {
    @Override
    public void read(Declarations declarations, String prefix) {
      declarations.readFunction(this, prefix);
    }
  }
}

package dev.lodestar.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Router;
import dev.lodestar.test.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random stacks of layers agree with a naive model of them: each layer may provide each of three
/// texts, of which the second is made of the first and the third of the second; one may also be
/// made of that of the next layer outside.
class LayerLookupPropertiesTest {
  private static final int STACKS = 200;
  private static final int MAX_LAYERS = 6;

  record A(String text) {}

  record B(String text) {}

  record C(String text) {}

  enum Kind {
    NONE,
    FRESH,
    DECORATING
  }

  /// What one layer provides.
  record Providers(int layer, Kind a, Kind b, Kind c) {}

  static final class Handler {
    @Get("/")
    String get(C c, B b, A a) {
      return c.text() + " " + b.text() + " " + a.text();
    }
  }

  @Test
  void the_nearest_provider_wins_for_handler_and_providers_alike() {
    var random = new Random(42);
    for (var i = 0; i < STACKS; i++) {
      var stack = stackOf(random);
      try (var client = TestClient.of(appOf(stack))) {
        assertThat(client.get("/").text()).as(stack.toString()).isEqualTo(modelOf(stack));
      }
    }
  }

  private static List<Providers> stackOf(Random random) {
    var stack = new ArrayList<Providers>();
    stack.add(new Providers(0, Kind.FRESH, Kind.FRESH, Kind.FRESH));
    var layers = random.nextInt(MAX_LAYERS);
    for (var i = 1; i <= layers; i++) {
      stack.add(new Providers(i, kind(random), kind(random), kind(random)));
    }
    return stack;
  }

  private static Kind kind(Random random) {
    return Kind.values()[random.nextInt(Kind.values().length)];
  }

  private static App appOf(List<Providers> stack) {
    var inner = Router.at("/").routes(Handler.class);
    for (var i = stack.size() - 1; i > 0; i--) {
      var providers = stack.get(i);
      provide(inner, providers);
      inner = Router.at("/").mount(inner);
    }
    var outermost = Router.at("/").mount(inner);
    provide(outermost, stack.getFirst());
    return Lodestar.app().mount(outermost).build();
  }

  private static void provide(Router router, Providers providers) {
    var layer = providers.layer();
    switch (providers.a()) {
      case FRESH -> router.provide(A.class, () -> new A("a" + layer));
      case DECORATING ->
          router.provide(A.class, (A a) -> new A("a" + layer + "(" + a.text() + ")"));
      case NONE -> {}
    }
    switch (providers.b()) {
      case FRESH -> router.provide(B.class, (A a) -> new B("b" + layer + "[" + a.text() + "]"));
      case DECORATING ->
          router.provide(
              B.class, (A a, B b) -> new B("b" + layer + "[" + a.text() + "](" + b.text() + ")"));
      case NONE -> {}
    }
    switch (providers.c()) {
      case FRESH -> router.provide(C.class, (B b) -> new C("c" + layer + "[" + b.text() + "]"));
      case DECORATING ->
          router.provide(
              C.class, (B b, C c) -> new C("c" + layer + "[" + b.text() + "](" + c.text() + ")"));
      case NONE -> {}
    }
  }

  private static String modelOf(List<Providers> stack) {
    var all = stack.size();
    return c(stack, all) + " " + b(stack, all) + " " + a(stack, all);
  }

  private static String a(List<Providers> stack, int below) {
    for (var i = below - 1; ; i--) {
      switch (stack.get(i).a()) {
        case FRESH -> {
          return "a" + i;
        }
        case DECORATING -> {
          return "a" + i + "(" + a(stack, i) + ")";
        }
        case NONE -> {}
      }
    }
  }

  private static String b(List<Providers> stack, int below) {
    var needed = "[" + a(stack, stack.size()) + "]";
    for (var i = below - 1; ; i--) {
      switch (stack.get(i).b()) {
        case FRESH -> {
          return "b" + i + needed;
        }
        case DECORATING -> {
          return "b" + i + needed + "(" + b(stack, i) + ")";
        }
        case NONE -> {}
      }
    }
  }

  private static String c(List<Providers> stack, int below) {
    var needed = "[" + b(stack, stack.size()) + "]";
    for (var i = below - 1; ; i--) {
      switch (stack.get(i).c()) {
        case FRESH -> {
          return "c" + i + needed;
        }
        case DECORATING -> {
          return "c" + i + needed + "(" + c(stack, i) + ")";
        }
        case NONE -> {}
      }
    }
  }
}

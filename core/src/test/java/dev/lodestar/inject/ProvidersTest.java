package dev.lodestar.inject;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Body;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Query;
import dev.lodestar.Router;
import dev.lodestar.http.Request;
import dev.lodestar.test.TestClient;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Which provider serves a parameter, and how often it runs.
class ProvidersTest {

  record Greeting(String text) {}

  record Name(String text) {}

  interface Repository<T> {
    String name();
  }

  static final class Widgets implements Repository<String> {
    @Override
    public String name() {
      return "widgets";
    }
  }

  static final class Orders implements Repository<Integer> {
    @Override
    public String name() {
      return "orders";
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Qualifier
  @interface Language {
    String value();
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Qualifier
  @interface Loud {}

  static String get(App.Builder app, String target) {
    // Some of the tests send what no handler takes.
    try (var client = TestClient.of(app.build()).ignoringFindings(UNDOCUMENTED_PARAMETER)) {
      return client.get(target).expectStatus(200).text();
    }
  }

  static Greeting hello() {
    return new Greeting("hello");
  }

  static Greeting greetingFor(Name name) {
    return new Greeting("hello " + name.text());
  }

  static Name bob() {
    return new Name("Bob");
  }

  static Greeting greetingOf(@Query String who, Request request) {
    return new Greeting(request.method() + " " + who);
  }

  static final class Greet {
    @Get("/greet")
    String greet(Greeting greeting) {
      return greeting.text();
    }
  }

  private static App.Builder app() {
    return Lodestar.app().routes(Greet.class);
  }

  @Test
  void a_parameter_takes_the_value_of_a_method() {
    assertThat(get(app().provide(Greeting.class, ProvidersTest::hello), "/greet"))
        .isEqualTo("hello");
  }

  @Test
  void a_parameter_takes_the_value_of_a_lambda_expression_whose_parameters_are_resolved_too() {
    var prefix = "hi, ";
    var app =
        app()
            .provide(Name.class, ProvidersTest::bob)
            .provide(Greeting.class, (Name name) -> new Greeting(prefix + name.text()));

    assertThat(get(app, "/greet")).isEqualTo("hi, Bob");
  }

  @Test
  void parameters_of_a_lambda_expression_have_names_and_may_come_from_the_query() {
    var app = app().provide(Greeting.class, (String who) -> new Greeting("hi, " + who));

    assertThat(get(app, "/greet?who=Ann")).isEqualTo("hi, Ann");
  }

  @Test
  void a_parameter_takes_the_value_of_a_constructor_reference() {
    var app = app().provide(String.class, () -> "text").provide(Greeting.class, Greeting::new);

    assertThat(get(app, "/greet")).isEqualTo("text");
  }

  @Test
  void a_class_is_made_by_its_constructor() {
    var app = app().provide(String.class, () -> "text").provide(Greeting.class);

    assertThat(get(app, "/greet")).isEqualTo("text");
  }

  static final class TwoConstructors {
    final String text;

    TwoConstructors(String text, int number) {
      this.text = text + number;
    }

    @Inject
    TwoConstructors(Name name) {
      this.text = name.text();
    }
  }

  @Test
  void of_several_constructors_the_annotated_one_is_called() {
    var app =
        app()
            .provide(TwoConstructors.class)
            .provide(Name.class, ProvidersTest::bob)
            .provide(Greeting.class, (TwoConstructors two) -> new Greeting(two.text));

    assertThat(get(app, "/greet")).isEqualTo("Bob");
  }

  static final class Ask {
    @Get("/ask")
    String ask(Repository<String> strings, Repository<Integer> integers) {
      return strings.name() + " " + integers.name();
    }
  }

  @Test
  void type_arguments_tell_providers_apart() {
    var app =
        Lodestar.app()
            .routes(Ask.class)
            .provide(Repository.class, Orders.class)
            .provide(Repository.class, Widgets::new);

    assertThat(get(app, "/ask")).isEqualTo("widgets orders");
  }

  @Test
  void a_lambda_expression_is_given_type_arguments_by_hand() {
    var app =
        Lodestar.app()
            .routes(Ask.class)
            .provide(
                Provider.of(Repository.class, () -> (Repository<?>) new Widgets())
                    .as(new Dependency<Repository<String>>() {}))
            .provide(Repository.class, Orders::new);

    assertThat(get(app, "/ask")).isEqualTo("widgets orders");
  }

  @Test
  void an_object_that_is_there_already_is_provided_as_it_is() {
    assertThat(get(app().provideInstance(Greeting.class, new Greeting("here")), "/greet"))
        .isEqualTo("here");
  }

  @Test
  void a_provider_takes_request_data_and_context_like_a_handler() {
    var app = app().provide(Greeting.class, ProvidersTest::greetingOf);

    assertThat(get(app, "/greet?who=Ann")).isEqualTo("GET Ann");
  }

  static final class Sku {
    final String text;

    Sku(String sku) {
      this.text = "sku " + sku;
    }
  }

  static final class ByPath {
    @Get("/skus/{sku}")
    String get(Sku wrapped, String sku) {
      return wrapped.text + ", " + sku;
    }
  }

  @Test
  void a_provider_takes_path_parameters_by_name() {
    var app = Lodestar.app().routes(ByPath.class).provide(Sku.class);

    assertThat(get(app, "/skus/x-1")).isEqualTo("sku x-1, x-1");
  }

  static final class OnlyWrapped {
    @Get("/wrapped/{sku}")
    String get(Sku wrapped) {
      return wrapped.text;
    }
  }

  @Test
  void a_path_parameter_may_be_taken_by_a_provider_alone() {
    var app = Lodestar.app().routes(OnlyWrapped.class).provide(Sku.class);

    assertThat(get(app, "/wrapped/x-1")).isEqualTo("sku x-1");
  }

  @Test
  void the_nearest_layer_wins() {
    var inner =
        Router.at("/inner")
            .routes(Greet.class)
            .provide(Greeting.class, () -> new Greeting("inner"));
    var app = app().mount(inner).provide(Greeting.class, () -> new Greeting("outer"));

    assertThat(get(app, "/inner/greet")).isEqualTo("inner");
    assertThat(get(app, "/greet")).isEqualTo("outer");
  }

  @Test
  void an_inner_provider_changes_what_outer_providers_receive() {
    var inner = Router.at("/inner").routes(Greet.class).provide(Name.class, () -> new Name("Ann"));
    var app =
        app()
            .mount(inner)
            .provide(Name.class, ProvidersTest::bob)
            .provide(Greeting.class, ProvidersTest::greetingFor);

    assertThat(get(app, "/greet")).isEqualTo("hello Bob");
    assertThat(get(app, "/inner/greet")).isEqualTo("hello Ann");
  }

  record Visible(String items) {
    Visible visibleOnly() {
      return new Visible(items + " that are visible");
    }
  }

  static final class List1 {
    @Get("/list")
    String list(Visible visible) {
      return visible.items();
    }
  }

  @Test
  void a_provider_that_needs_what_it_provides_gets_it_from_the_next_outer_layer() {
    var innermost = Router.at("/").routes(List1.class).provide(Visible.class, Visible::visibleOnly);
    var inner =
        Router.at("/")
            .mount(innermost)
            .provide(Visible.class, (Visible v) -> new Visible("all " + v.items()));
    var app = Lodestar.app().mount(inner).provide(Visible.class, () -> new Visible("widgets"));

    assertThat(get(app, "/list")).isEqualTo("all widgets that are visible");
  }

  static final class Two {
    @Get("/two")
    String two(@Named("a") String first, @Named("b") String second) {
      return first + second;
    }

    @Get("/language")
    String language(
        @Language("de") String german, @Language("en") String english, @Loud String loud) {
      return german + " " + english + " " + loud;
    }
  }

  @Language("de")
  static String german() {
    return "hallo";
  }

  @Language("en")
  static String english() {
    return "hello";
  }

  @Test
  void names_tell_providers_of_one_type_apart() {
    var app =
        Lodestar.app()
            .routes(Router.at("/").route(Two::two))
            .provide(Provider.of(String.class, () -> "1").named("a"))
            .provide(Provider.of(String.class, () -> "2").named("b"));

    assertThat(get(app, "/two")).isEqualTo("12");
  }

  @Test
  void qualifiers_are_compared_with_their_members() {
    var app =
        Lodestar.app()
            .routes(Router.at("/").route(Two::language))
            .provide(String.class, ProvidersTest::english)
            .provide(String.class, ProvidersTest::german)
            .provide(
                Provider.of(String.class, () -> "HELLO")
                    .qualifiedBy(dev.lodestar.inject.Qualifier.of(Loud.class)));

    assertThat(get(app, "/language")).isEqualTo("hallo hello HELLO");
  }

  record Left(Counted counted) {}

  record Right(Counted counted) {}

  static final class Counted {}

  static final class Diamond {
    @Get("/diamond")
    boolean diamond(Left left, Right right) {
      return left.counted() == right.counted();
    }
  }

  @Test
  void a_dependency_is_made_once_for_a_request_that_needs_it_twice() {
    var app =
        Lodestar.app()
            .routes(Diamond.class)
            .provide(Left.class)
            .provide(Right.class)
            .provide(Counted.class);

    assertThat(get(app, "/diamond")).isEqualTo("true");
  }

  @Test
  void a_transient_dependency_is_made_for_each_parameter() {
    var app =
        Lodestar.app()
            .routes(Diamond.class)
            .provide(Left.class)
            .provide(Right.class)
            .provide(Provider.of(Counted.class).transientScope());

    assertThat(get(app, "/diamond")).isEqualTo("false");
  }

  @Test
  void each_request_has_its_own_dependencies() {
    var made = new AtomicInteger();
    var app =
        app().provide(Greeting.class, () -> new Greeting("" + made.incrementAndGet())).build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/greet").text()).isEqualTo("1");
      assertThat(client.get("/greet").text()).isEqualTo("2");
    }
  }

  @Test
  void a_provider_that_nobody_needs_never_runs() {
    var made = new AtomicInteger();
    var app =
        app()
            .provide(Greeting.class, ProvidersTest::hello)
            .provide(Name.class, () -> new Name("" + made.incrementAndGet()));

    assertThat(get(app, "/greet")).isEqualTo("hello");
    assertThat(made).hasValue(0);
  }

  static final class Shapes {
    @Get("/optional")
    String optional(@Inject Optional<Name> name, Optional<Greeting> greeting) {
      return name + " " + greeting;
    }

    @Get("/lazy")
    String lazy(Supplier<Greeting> greeting) {
      var first = greeting.get();
      return (first == greeting.get()) + " " + first.text();
    }

    @Get("/never")
    String never(Supplier<Greeting> greeting) {
      return "never " + (greeting != null);
    }

    @Get("/all")
    String all(List<Greeting> greetings) {
      return greetings.toString();
    }

    @Get("/strings")
    String strings(List<String> text) {
      return text.toString();
    }

    @Get("/injected")
    String injected(@Inject List<String> text) {
      return text.toString();
    }

    @Get("/none")
    String none(@Inject Optional<String> text) {
      return text.toString();
    }
  }

  private static App.Builder shapes() {
    return Lodestar.app().routes(Shapes.class);
  }

  private static String shape(String target) {
    return get(shapes().provide(Greeting.class, ProvidersTest::hello), target);
  }

  @Test
  void an_optional_is_empty_if_there_is_no_provider() {
    assertThat(shape("/optional")).isEqualTo("Optional.empty Optional[Greeting[text=hello]]");
  }

  @Test
  void a_supplier_makes_its_value_once() {
    assertThat(shape("/lazy")).isEqualTo("true hello");
  }

  @Test
  void a_supplier_that_is_not_asked_makes_nothing() {
    var made = new AtomicInteger();
    var app = shapes().provide(Greeting.class, () -> new Greeting("" + made.incrementAndGet()));

    assertThat(get(app, "/never")).isEqualTo("never true");
    assertThat(made).hasValue(0);
  }

  @Test
  void a_list_has_the_values_of_all_qualifiers_nearest_first() {
    var inner =
        Router.at("/inner")
            .routes(Shapes.class)
            .provide(Provider.of(Greeting.class, () -> new Greeting("inner a")).named("a"));
    var app =
        Lodestar.app()
            .mount(inner)
            .provide(Provider.of(Greeting.class, () -> new Greeting("a")).named("a"))
            .provide(Provider.of(Greeting.class, () -> new Greeting("b")).named("b"))
            .provide(Greeting.class, ProvidersTest::hello);

    assertThat(get(app, "/inner/all"))
        .isEqualTo("[Greeting[text=inner a], Greeting[text=b], Greeting[text=hello]]");
  }

  @Test
  void a_list_of_texts_is_a_query_parameter_unless_an_annotation_says_otherwise() {
    var app =
        shapes()
            .provide(Greeting.class, ProvidersTest::hello)
            .provide(Provider.of(String.class, () -> "secret").named("dsn"));

    assertThat(get(app, "/strings?text=a&text=b")).isEqualTo("[a, b]");
    assertThat(get(app, "/injected?text=a")).isEqualTo("[secret]");
  }

  @Test
  void an_injected_parameter_never_takes_what_a_client_sent() {
    assertThat(shape("/none?text=forged")).isEqualTo("Optional.empty");
  }

  record Draft(String title) {}

  record Titled(String title) {
    static Titled of(@Body Draft draft) {
      return new Titled("titled " + draft.title());
    }
  }

  static final class Drafts {
    @Post("/drafts")
    String post(Draft draft, Titled titled) {
      return titled.title() + ", " + draft.title();
    }
  }

  @Test
  void a_body_is_read_by_handler_and_provider() {
    try (var client =
        TestClient.of(
            Lodestar.app().routes(Drafts.class).provide(Titled.class, Titled::of).build())) {
      assertThat(client.post("/drafts", new Draft("x")).text()).isEqualTo("titled x, x");
    }
  }

  static final class Bad {
    @Get("/bad")
    String bad(int number, Greeting greeting, Supplier<Name> later) {
      return "never";
    }
  }

  @Test
  void every_error_of_the_request_is_listed_before_any_provider_runs() {
    var made = new AtomicInteger();
    var app =
        Lodestar.app()
            .routes(Bad.class)
            .provide(Name.class, (Long age) -> new Name("" + age))
            .provide(
                Greeting.class,
                (String who, LocalDate day) -> new Greeting(who + day + made.incrementAndGet()))
            .build();

    try (var client = TestClient.of(app)) {
      var response = client.get("/bad?day=x");
      assertThat(response.status().code()).isEqualTo(400);
      assertThat(response.text()).contains("\"number\"", "\"who\"", "\"day\"", "\"age\"");
    }
    assertThat(made).hasValue(0);
  }

  @Path("/controller")
  static final class WithConstructor {
    private final Greeting greeting;
    private static final AtomicInteger MADE = new AtomicInteger();

    WithConstructor(Greeting greeting) {
      this.greeting = greeting;
      MADE.incrementAndGet();
    }

    @Get
    String get() {
      return greeting.text();
    }
  }

  @Test
  void the_constructor_of_a_controller_takes_singletons() {
    WithConstructor.MADE.set(0);
    var app =
        Lodestar.app()
            .routes(WithConstructor.class)
            .provideInstance(Greeting.class, new Greeting("given"))
            .build();

    try (var client = TestClient.of(app)) {
      assertThat(client.get("/controller").text()).isEqualTo("given");
      assertThat(client.get("/controller").text()).isEqualTo("given");
    }
    assertThat(WithConstructor.MADE).hasValue(1);
  }

  @RequestScoped
  static final class ForEachRequest {
    private final Greeting greeting;

    ForEachRequest(Greeting greeting) {
      this.greeting = greeting;
    }

    @Get("/each")
    String get() {
      return greeting.text();
    }
  }

  @Test
  void a_request_scoped_controller_takes_what_belongs_to_the_request() {
    var app =
        Lodestar.app()
            .routes(ForEachRequest.class)
            .provide(Greeting.class, ProvidersTest::greetingOf);

    assertThat(get(app, "/each?who=Ann")).isEqualTo("GET Ann");
  }

  static final class Providing {
    private final String prefix = "own ";

    @Provides
    Greeting greeting(Name name) {
      return new Greeting(prefix + name.text());
    }

    @Get("/own")
    String own(Greeting greeting) {
      return greeting.text();
    }
  }

  @Test
  void an_annotated_method_of_a_controller_provides_for_its_handlers() {
    var app =
        Lodestar.app()
            .routes(Providing.class)
            .provide(Greeting.class, ProvidersTest::hello)
            .provide(Name.class, ProvidersTest::bob);

    assertThat(get(app, "/own")).isEqualTo("own Bob");
  }

  @Singleton
  static final class Pool {
    private static final AtomicInteger MADE = new AtomicInteger();
    final int number = MADE.incrementAndGet();
  }

  static final class Pools {
    @Get("/pool")
    int pool(Pool pool) {
      return pool.number;
    }
  }

  @Test
  void the_annotation_singleton_makes_one_for_the_application() {
    Pool.MADE.set(0);
    var app = Lodestar.app().routes(Pools.class).provide(Pool.class).build();

    try (var client = TestClient.of(app)) {
      client.get("/pool");
      assertThat(client.get("/pool").text()).isEqualTo("1");
    }
  }

  record Uses(Pool pool, Name name) {}

  static final class UsesPools {
    @Get("/uses")
    String uses(Uses uses) {
      return uses.name().text() + System.identityHashCode(uses);
    }
  }

  @Test
  void an_inner_override_of_what_a_singleton_needs_makes_another_one() {
    var same = Router.at("/same").routes(UsesPools.class);
    var other =
        Router.at("/other").routes(UsesPools.class).provideInstance(Name.class, new Name("Ann"));
    var app =
        Lodestar.app()
            .routes(UsesPools.class)
            .mount(same)
            .mount(other)
            .provide(Pool.class)
            .provideInstance(Name.class, new Name("Bob"))
            .provide(Provider.of(Uses.class).singleton())
            .build();

    try (var client = TestClient.of(app)) {
      var first = client.get("/uses").text();
      assertThat(first).startsWith("Bob");
      assertThat(client.get("/same/uses").text()).isEqualTo(first);
      assertThat(client.get("/other/uses").text()).startsWith("Ann").isNotEqualTo(first);
    }
  }
}

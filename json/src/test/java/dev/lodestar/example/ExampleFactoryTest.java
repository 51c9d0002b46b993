package dev.lodestar.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ReadOnly;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExampleFactoryTest {
  enum Status {
    OPEN,
    CLOSED
  }

  sealed interface Payment {}

  record Card(@Size(min = 4, max = 4) String digits) implements Payment {}

  record Cash() implements Payment {}

  record Order(
      @Min(1) int number,
      Status status,
      @Nullable String note,
      List<Payment> payments,
      @ReadOnly @Nullable String createdBy) {}

  private static final ExampleFactory<Order> ORDERS = ExampleFactory.of(Order.class);

  @Test
  void a_value_is_valid_and_always_the_same() {
    var order = ORDERS.make();

    assertThat(order.number()).isPositive();
    assertThat(ORDERS.make()).isEqualTo(order);
    assertThat(ExampleFactory.of(Order.class).make()).isEqualTo(order);
  }

  @Test
  void values_of_a_list_differ_and_do_not_depend_on_its_length() {
    var ten = ORDERS.list(10);

    assertThat(ten).doesNotHaveDuplicates();
    assertThat(ORDERS.list(3)).isEqualTo(ten.subList(0, 3));
    assertThat(ORDERS.make(7)).isEqualTo(ten.get(7));
  }

  @Test
  void another_seed_gives_other_values() {
    assertThat(ORDERS.seeded(1).list(5)).doesNotContainAnyElementsOf(ORDERS.list(5));
  }

  @Test
  void given_fields_have_their_values() {
    var orders =
        ORDERS
            .with("status", Status.CLOSED)
            .with("note", (Object) null)
            .with("payments", List.of(new Cash(), new Card("1234")))
            .with("number", index -> 100 + index)
            .list(3);

    assertThat(orders).extracting(Order::status).containsOnly(Status.CLOSED);
    assertThat(orders).extracting(Order::note).containsOnlyNulls();
    assertThat(orders).extracting(Order::number).containsExactly(100, 101, 102);
    assertThat(orders.getFirst().payments()).containsExactly(new Cash(), new Card("1234"));
  }

  @Test
  void what_clients_cannot_send_has_its_default() {
    assertThat(ORDERS.list(20)).extracting(Order::createdBy).containsOnlyNulls();
  }

  @Test
  void few_values_cover_every_variant_constant_and_absence() {
    var orders = ORDERS.covering();

    assertThat(orders).hasSizeLessThan(20);
    assertThat(orders).extracting(Order::status).contains(Status.OPEN, Status.CLOSED);
    assertThat(orders).extracting(Order::note).contains((String) null);
    assertThat(orders).extracting(order -> order.note() != null).contains(true);
    assertThat(orders).extracting(order -> order.payments().isEmpty()).contains(true, false);
    assertThat(orders.stream().flatMap(order -> order.payments().stream()))
        .hasAtLeastOneElementOfType(Card.class)
        .hasAtLeastOneElementOfType(Cash.class);
  }

  @Test
  void an_unknown_field_is_refused_with_the_one_that_was_meant() {
    assertThatThrownBy(() -> ORDERS.with("stauts", "OPEN"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Order has no field \"stauts\" that can be sent; did you mean \"status\"?");
    assertThatThrownBy(() -> ORDERS.with("createdBy", "me"))
        .hasMessage(
            "Order has no field \"createdBy\" that can be sent; there are number, status, note,"
                + " payments.");
  }

  @Test
  void a_given_value_that_is_wrong_is_refused() {
    assertThatThrownBy(() -> ORDERS.with("number", 0).make())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Order does not accept {\"number\":0,")
        .hasMessageContaining("/number");
  }

  @Test
  void fields_are_called_as_the_codecs_call_them() {
    var json = Json.builder().naming(NamingStrategy.SNAKE_CASE).build();
    record Person(String firstName) {}

    assertThat(ExampleFactory.of(Person.class, json).with("first_name", "Ada").make())
        .isEqualTo(new Person("Ada"));
  }

  @Test
  void a_type_without_an_example_says_so() {
    record Endless(Endless next) {}

    assertThatThrownBy(() -> ExampleFactory.of(Endless.class).make())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("There is no example of Endless for its schema {");
  }
}

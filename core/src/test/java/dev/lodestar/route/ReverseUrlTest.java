package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReverseUrlTest {

  @Test
  void literals_and_the_root_are_encoded() {
    assertThat(expand("/")).isEqualTo("/");
    assertThat(expand("/café/a b")).isEqualTo("/caf%C3%A9/a%20b");
  }

  @Test
  void values_are_formatted_and_encoded_as_one_segment() {
    assertThat(expand("/users/{id:int}/{day:date}", -7, LocalDate.of(2026, 2, 28)))
        .isEqualTo("/users/-7/2026-02-28");
    assertThat(expand("/{name}", "a/b c?d#e%é")).isEqualTo("/a%2Fb%20c%3Fd%23e%25%C3%A9");
    assertThat(expand("/{name}", "a@b:c;d=e,f+g!$&'()*~-._"))
        .isEqualTo("/a@b:c;d=e,f+g!$&'()*~-._");
  }

  @Test
  void a_greedy_text_is_split_at_slashes() {
    assertThat(expand("/files/{file:path}", "a/b c/d.txt")).isEqualTo("/files/a/b%20c/d.txt");
  }

  @Test
  void a_greedy_list_encodes_slashes_inside_segments() {
    var template = TestRoutes.template("/files/{file:path}");
    assertThat(template.expand(List.of(SegmentList.CONVERTER), List.of("a/b", "c")))
        .isEqualTo("/files/a%2Fb/c");
  }

  @Test
  void an_empty_value_is_refused() {
    refuses("/greet/{name}", "")
        .hasMessage(
            "The path parameter \"name\" of \"/greet/{name}\" cannot have the value \"\", because"
                + " the segment is empty.");
    refuses("/{file:path}", "");
    refuses("/{file:path}", "/a");
    refuses("/{file:path}", "a/");
    refuses("/{file:path}", "a//b");
    assertThatThrownBy(() ->
            TestRoutes.template("/{file:path}").expand(List.of(SegmentList.CONVERTER), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void dot_segments_are_refused() {
    refuses("/greet/{name}", "..")
        .hasMessage(
            "The path parameter \"name\" of \"/greet/{name}\" cannot have the value \"..\","
                + " because the segment is \"..\", which stands for another folder.");
    refuses("/greet/{name}", ".");
    refuses("/greet/{name}", "a/../b");
    refuses("/greet/{name}", "..\\b");
    refuses("/{file:path}", "a/../b");
    refuses("/{file:path}", "./b");
  }

  @Test
  void characters_that_no_request_may_carry_are_refused() {
    refuses("/greet/{name}", "a\u0000");
    refuses("/greet/{name}", "a\nb");
    refuses("/greet/{name}", "a\uDC00");
  }

  @Test
  void a_value_of_another_type_is_refused() {
    refuses("/users/{id:int}", "x")
        .hasMessageStartingWith("The path parameter \"id\" of \"/users/{id:int}\" takes ")
        .hasMessageEndingWith(", not a value of java.lang.String.");
    assertThatThrownBy(
            () -> TestRoutes.template("/{f:path}").expand(List.of(SegmentList.CONVERTER), "a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(", not a value of java.lang.String.");
    assertThatThrownBy(() ->
            TestRoutes.template("/{f:path}").expand(List.of(SegmentList.CONVERTER), List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void there_must_be_one_value_for_each_parameter() {
    refuses("/{a}/{b}", "x")
        .hasMessage("The path \"/{a}/{b}\" takes 2 values, but was given 1 value.");
    refuses("/a", "x").hasMessage("The path \"/a\" takes 0 values, but was given 1 value.");
    assertThatThrownBy(() -> TestRoutes.template("/{a}").expand(List.of(), "x"))
        .hasMessage("The path \"/{a}\" takes 1 value, but was given 1 value and 0 converters.");
  }

  @Test
  void more_segments_than_a_request_may_have_are_refused() {
    var template = TestRoutes.template("/f/{file:path}");
    var list = List.of(SegmentList.CONVERTER);
    assertThat(template.expand(list, Collections.nCopies(255, "x"))).hasSize(512);
    assertThatThrownBy(() -> template.expand(list, Collections.nCopies(256, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The path \"/f/{file:path}\" would have 257 segments with these values; 256 are"
                + " allowed.");
  }

  private static String expand(String declared, Object... values) {
    var template = TestRoutes.template(declared);
    return template.expand(TestRoutes.converters(template, Slots.standard()), values);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(
      String declared, Object... values) {
    return assertThatThrownBy(() -> expand(declared, values))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

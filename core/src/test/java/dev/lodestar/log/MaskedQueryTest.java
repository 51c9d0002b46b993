package dev.lodestar.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What an access log may say of queries.
class MaskedQueryTest {
  private static String masked(String target) {
    return MaskedQuery.of(target, target.indexOf('?'));
  }

  @Test
  void values_of_secrets_are_masked() {
    assertThat(masked("/a?page=2&token=sesame&password=&b"))
        .isEqualTo("/a?page=2&token=***&password=***&b");
    assertThat(masked("/a?api_key=1")).isEqualTo("/a?api_key=***");
  }

  @Test
  void a_name_that_is_written_otherwise_is_masked_too() {
    assertThat(masked("/a?%74oken=sesame")).isEqualTo("/a?%74oken=***");
  }

  @Test
  void strange_queries_stay_what_they_are() {
    for (var target : new String[] {"/a?", "/a?&", "/a?&&", "/a?=", "/a?=x&", "/a?b?c"}) {
      assertThat(masked(target)).isEqualTo(target);
    }
  }
}

package dev.lodestar.vite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViteTagsTest {
  @TempDir Path folder;
  private Dist dist;

  @BeforeEach
  void build() throws IOException {
    dist = Dist.in(folder);
  }

  private ViteAssets assets() {
    return dist.vite().assets();
  }

  @Test
  void an_entry_has_style_sheets_then_preloads_of_all_imports_then_its_script() {
    assertThat(assets().tags("src/main.ts").html())
        .isEqualTo(
            """
            <link rel="stylesheet" href="/assets/base-DfEEFvmA.css">
            <link rel="stylesheet" href="/assets/shared-ChJ_j-JJ.css">
            <link rel="stylesheet" href="/assets/main-5UjPuW-k.css">
            <link rel="modulepreload" href="/assets/shared-B7PI925R.js">
            <link rel="modulepreload" href="/assets/base-Cx81Qw0p.js">
            <script type="module" src="/assets/main-BRBmoGS9.js"></script>
            """);
  }

  @Test
  void what_is_imported_only_when_needed_is_not_preloaded() {
    assertThat(assets().tags("src/main.ts").html()).doesNotContain("lazy");
  }

  @Test
  void several_entries_name_what_they_share_once() {
    var html = assets().tags("src/main.ts", "src/admin.ts", "src/print.css").html();

    assertThat(html).containsOnlyOnce("assets/shared-B7PI925R.js");
    assertThat(html).containsOnlyOnce("assets/shared-ChJ_j-JJ.css");
    assertThat(html)
        .endsWith(
            """
            <script type="module" src="/assets/main-BRBmoGS9.js"></script>
            <script type="module" src="/assets/admin-abcdefGh.js"></script>
            """);
  }

  @Test
  void a_style_sheet_may_be_an_entry_of_its_own() {
    assertThat(assets().tags("src/print.css").html())
        .isEqualTo("<link rel=\"stylesheet\" href=\"/assets/print-C0PzWbRf.css\">\n");
  }

  @Test
  void parts_of_the_tags_can_be_had_alone() {
    var tags = assets().tags("src/admin.ts");

    assertThat(tags.styles() + tags.preloads() + tags.scripts()).isEqualTo(tags.html());
    assertThat(tags.scripts())
        .isEqualTo("<script type=\"module\" src=\"/assets/admin-abcdefGh.js\"></script>\n");
  }

  @Test
  void a_nonce_stands_on_every_tag_and_where_the_script_of_vite_looks_for_it() {
    assertThat(assets().tags("src/admin.ts").withNonce("r4nd0m==").html())
        .isEqualTo(
            """
            <meta property="csp-nonce" nonce="r4nd0m==">
            <link rel="stylesheet" href="/assets/base-DfEEFvmA.css" nonce="r4nd0m==">
            <link rel="stylesheet" href="/assets/shared-ChJ_j-JJ.css" nonce="r4nd0m==">
            <link rel="modulepreload" href="/assets/shared-B7PI925R.js" nonce="r4nd0m==">
            <link rel="modulepreload" href="/assets/base-Cx81Qw0p.js" nonce="r4nd0m==">
            <script type="module" src="/assets/admin-abcdefGh.js" nonce="r4nd0m=="></script>
            """);
  }

  @Test
  void a_nonce_cannot_end_its_attribute() {
    var tags = assets().tags("src/admin.ts");

    assertThatThrownBy(() -> tags.withNonce("a\" onload=\"x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters, digits");
  }

  @Test
  void integrity_is_the_hash_of_the_file_as_it_is_served() {
    // printf main | openssl dgst -sha384 -binary | base64
    assertThat(dist.vite().integrity().assets().tags("src/main.ts").scripts())
        .isEqualTo(
            "<script type=\"module\" src=\"/assets/main-BRBmoGS9.js\""
                + " integrity=\"sha384-Tx4mF1AISYMmq79GWyYsGtXNURgUxrs2ngn6q7e2iDBo+zHZ+PvuRyect7/PNgdL\"></script>\n");
  }

  @Test
  void a_base_stands_before_every_file() {
    assertThat(dist.vite().base("/shop/").assets().tags("src/print.css").html())
        .contains("href=\"/shop/assets/print-C0PzWbRf.css\"");
  }

  @Test
  void files_of_another_host_are_asked_for_across_origins() {
    assertThat(dist.vite().base("https://cdn.example/").assets().tags("src/print.css").html())
        .isEqualTo(
            "<link rel=\"stylesheet\" href=\"https://cdn.example/assets/print-C0PzWbRf.css\""
                + " crossorigin>\n");
  }

  @Test
  void names_are_encoded_for_addresses_and_attributes() throws IOException {
    dist.write(
        ".vite/manifest.json",
        """
        {"a.ts": {"file": "as sets/ü \\"x\\"&amp.js", "isEntry": true}}
        """);

    assertThat(assets().tags("a.ts").scripts())
        .isEqualTo(
            "<script type=\"module\" src=\"/as%20sets/%C3%BC%20%22x%22&amp;amp.js\"></script>\n");
  }

  @Test
  void the_address_of_a_picture_is_found_by_its_source() {
    assertThat(assets().url("src/logo.svg")).isEqualTo("/assets/logo-BuPIv-2h.svg");
  }

  @Test
  void an_unknown_entry_is_refused_with_the_one_that_was_meant() {
    var assets = assets();

    assertThatThrownBy(() -> assets.tags("src/main.tsx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no entry 'src/main.tsx' in "
                + folder
                + "/.vite/manifest.json. Did you mean 'src/main.ts'?");
    assertThatThrownBy(() -> assets.url("img/cat.png"))
        .hasMessageEndingWith("Known are: src/admin.ts, src/main.ts, src/print.css.");
  }

  @Test
  void the_version_changes_with_the_manifest() throws IOException {
    var before = assets().version();
    assertThat(assets().version()).isEqualTo(before).hasSize(16);

    dist.write(".vite/manifest.json", Dist.MANIFEST + "\n");

    assertThat(assets().version()).isNotEqualTo(before);
  }
}

package dev.lodestar.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.3f2a9c1b.css",
        "main.3f2a9c1b.js.map",
        "chunk-vendors.8f3c2d1e.js",
        "app-4f7a01c2d93be856.js",
        "logo.d41d8cd98f00b204e9800998ecf8427e.svg",
        "index-BX3kq9Lm.js",
        "index-5DPJBQ2N.js",
        "index-D4fZ_k2A.js",
        "my-component-Ab3dE5fG.js",
        "jquery-3.7.1.8f3c2d1e.js",
        "font-9a8B7c6D5e.woff2"
      })
  void what_build_tools_write_is_a_hash(String name) {
    assertThat(HashedNames.matches(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-component.js",
        "my-component2.js",
        "jquery-3.7.1.js",
        "jquery-3.7.1.min.js",
        "bootstrap.bundle.min.js",
        "app-development.js",
        "lib-MyComponent.js",
        "lib-JavaScript2.js",
        "report-20240131.pdf",
        "report-2024-01-31.pdf",
        "log-20240131T1200.txt",
        "log-20240131T120000Z.txt",
        "app-v20240131.js",
        "photo-holiday2023.jpg",
        "photo-holiday2023b.jpg",
        "app-arm64v8a.apk",
        "electron-win32x64.zip",
        "es2015module.js",
        "lib-base64url.js",
        "lib-Base64Url.js",
        "tools-sha256sum.js",
        "decade-facade1980.html",
        "cafe-deadbeef.js",
        "phone-01234567.html",
        "f-1234567a.js",
        "photo-123e4567-e89b-12d3-a456-4266141a40b0.jpg",
        "123e4567-e89b-12d3-a456-4266141a40b0.jpg",
        "3f2a9c1b.js",
        "-3f2a9c1b.js",
        ".3f2a9c1b.js",
        "main-3f2a9c1b",
        "main.3f2a9c1.css",
        "main-3f2a9c1b/.css",
        "main-3f2ä9c1b.css",
        "LICENSE-MIT2024A.txt",
        "index.html",
        "a.map",
        ".map",
        "a",
        "."
      })
  void words_numbers_dates_versions_and_uuids_are_none(String name) {
    assertThat(HashedNames.matches(name)).isFalse();
  }
}

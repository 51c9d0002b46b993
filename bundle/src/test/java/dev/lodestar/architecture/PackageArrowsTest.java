package dev.lodestar.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// Holds the plan of the house: which package may use which.
class PackageArrowsTest {
  private static final Arrows HOUSE =
      new Arrows(
          "dev.lodestar",
          """
          suggest:
          text:
          secret:
          convert:    text secret
          model:      suggest convert secret
          matching:
          constraint: convert model matching secret
          codec:      model constraint
          format:     text convert constraint codec
          merge:      suggest convert model constraint codec
          decode:     convert model constraint codec format merge
          encode:     convert model codec format
          baked:
          bytecode:
          generate:   baked bytecode model format decode encode
          compile:    model constraint codec format decode encode generate
          json:       convert model constraint codec format compile
          schema:     convert model constraint json
          schemacheck: matching
          example:    suggest model codec json schema schemacheck
          messagepack: model codec format compile json
          jackson:    model constraint codec json
          sourcefile:
          doccomment: model codec json schema sourcefile
          filename:
          http:       convert filename
          offload:
          toml:
          report:
          websocket:  json http
          engine:     http websocket
          startup:    http engine
          input:      model constraint codec http
          log:        http engine input
          process:    codec json engine log
          logging:    http log
          form:       filename http offload
          sse:        http
          event:
          lifecycle:  http event
          background: http event lifecycle log
          inject:     http
          conditional: http engine
          layer:      http engine
          coding:     http offload engine layer
          health:     http layer
          checkup:    json health
          brotli:     coding
          zstd:       coding
          cursor:     model codec
          pagination: model http
          route:      suggest convert http report
          handler:    report baked
          operation:  model json http handler
          configuration: suggest secret model codec json http report toml engine input log
          jsonpatch:
          dto:        suggest model json report handler constraint codec http input jsonpatch
          openapi:    json http layer schema
          setting:    json http form inject layer dto pagination openapi engine
          development: engine
          page:
          reach:      model http sse handler dto
          result:     model codec json http report engine handler page messagepack layer sse reach operation pagination
          body:       model constraint codec json messagepack http input dto operation
          debug:      http engine result page input sourcefile
          socket:     model codec json http websocket engine input
          graph:      suggest http report handler inject
          bind:       suggest convert model constraint codec json http form report route handler inject graph input body cursor pagination reach operation websocket socket
          document:   model json schema example doccomment http input handler layer route setting openapi operation
          pipeline:   convert http form report engine log offload background layer setting route handler result debug graph bind conditional operation coding websocket socket development
          (root):     configuration suggest convert model codec json http form report engine event lifecycle background inject layer dto setting route handler result debug graph bind pipeline sse cursor pagination reach operation openapi document startup process websocket socket health checkup log development
          files:      filename http (root)
          vite:       suggest model codec json http report inject (root) files
          test:       codec json http engine openapi inject (root) websocket
          test.contract: codec messagepack http form openapi (root) test
          junit:      http (root) test
          openapi.ui: json http openapi
          server.loop: engine
          server.websocket: http websocket engine
          server.exchange: http engine server.loop server.websocket
          server.http1: http engine server.exchange server.websocket
          server.http2: http engine server.exchange
          server.tls: http engine server.exchange
          server.datagram: engine server.exchange server.tls
          server:     http engine server.exchange server.http1 server.http2 server.datagram websocket server.loop server.tls
          http3:      http engine server.exchange server.tls server.datagram
          openapi.document: codec json schemacheck
          typescript: openapi.document
          supervise:  model process
          project:    filename
          dev.build:
          dev.child:  development dev.build supervise
          dev.project: dev.build
          dev.proxy:  development http json engine websocket
          dev:        engine dev.build dev.child dev.proxy
          packaging:  baked json example openapi.document
          openapi.diff: openapi.document
          openapi.mock: codec json example schemacheck http form (root) openapi.document
          cli:        development dev dev.build dev.child configuration suggest process json http report engine doccomment openapi (root) openapi.document typescript openapi.diff openapi.mock packaging log supervise project dev.project dev.proxy inject model
          """);

  @Test
  void every_package_uses_only_what_its_row_allows() {
    assertThat(HOUSE.violations(House.classes())).isEmpty();
  }

  @Test
  void an_arrow_that_turns_round_is_named_with_both_classes() {
    var arrows = new Arrows("dev.lodestar.architecture.sample", "lower:\nupper: lower");

    assertThat(arrows.violations(sample()))
        .containsExactly(
            "dev.lodestar.architecture.sample.lower may not use"
                + " dev.lodestar.architecture.sample.upper, but"
                + " dev.lodestar.architecture.sample.lower.Cellar uses"
                + " dev.lodestar.architecture.sample.upper.Attic.");
  }

  @Test
  void an_allowed_arrow_is_no_violation() {
    var arrows = new Arrows("dev.lodestar.architecture.sample", "upper:\nlower: upper");

    assertThat(arrows.violations(sample())).isEmpty();
  }

  @Test
  void a_package_without_a_row_is_a_violation() {
    var arrows = new Arrows("dev.lodestar.architecture.sample", "upper:");

    assertThat(arrows.violations(sample()))
        .containsExactly(
            "The package dev.lodestar.architecture.sample.lower has no row in the table; add one"
                + " and say what it may use.");
  }

  @Test
  void a_table_cannot_allow_a_circle() {
    assertThatThrownBy(() -> new Arrows("dev.lodestar", "route: bind\nbind: route"))
        .hasMessage("The row 'route' uses 'bind', which is no row above it.");
  }

  private static JavaClasses sample() {
    return new ClassFileImporter().importPackages("dev.lodestar.architecture.sample");
  }
}

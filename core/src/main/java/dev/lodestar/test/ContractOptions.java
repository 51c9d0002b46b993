package dev.lodestar.test;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.OpenApiDocument;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What [TestClient#checkingContract(ContractOptions)] compares with what, and what it reports.
/// Immutable and thread-safe.
///
/// ```java
/// client.checkingContract(
///     ContractOptions.standard().withoutHeaders("X-Served-By").withRefusedRequests(true));
/// ```
public final class ContractOptions {
  private static final ContractOptions STANDARD =
      new ContractOptions(
          Optional.empty(),
          EnumSet.complementOf(EnumSet.of(ContractFinding.Kind.REFUSED_REQUEST)),
          Set.of(),
          violation -> {
            throw violation;
          });

  private final Optional<OpenApiDocument> document;
  private final Set<ContractFinding.Kind> reported;
  private final Set<String> ignoredHeaders;
  private final Consumer<? super ContractViolation> report;

  private ContractOptions(
      Optional<OpenApiDocument> document,
      Set<ContractFinding.Kind> reported,
      Set<String> ignoredHeaders,
      Consumer<? super ContractViolation> report) {
    this.document = document;
    this.reported = reported;
    this.ignoredHeaders = ignoredHeaders;
    this.report = report;
  }

  /// Returns the options that count unless told otherwise: the application's own document, every
  /// kind of finding but [ContractFinding.Kind#REFUSED_REQUEST], and a finding fails the test.
  ///
  /// @return the options
  public static ContractOptions standard() {
    return STANDARD;
  }

  /// Returns options that compare with another document than that of the application: with one that
  /// was agreed on before the application was written, or with the one that the last release had.
  ///
  /// ```java
  /// ContractOptions.standard().withDocument(Files.readAllBytes(Path.of("openapi.json")))
  /// ```
  ///
  /// @param json an OpenAPI 3.1 document as JSON, in UTF-8
  /// @return the new options
  /// @throws IllegalArgumentException if it is no JSON object
  public ContractOptions withDocument(byte[] json) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    if (!(decoded(json) instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("The document is JSON, but not an object.");
    }
    members.forEach((name, value) -> tree.put(String.valueOf(name), value));
    return withDocument(OpenApiDocument.of(tree));
  }

  private static @Nullable Object decoded(byte[] json) {
    try {
      return Json.standard().codec(Object.class).decode(json).orThrow();
    } catch (DecodeException refused) {
      throw new IllegalArgumentException(
          "The document is not JSON. " + refused.getMessage(), refused);
    }
  }

  /// Returns options that compare with another document than that of the application.
  ///
  /// @param document the document, for instance that of another application
  /// @return the new options
  public ContractOptions withDocument(OpenApiDocument document) {
    return new ContractOptions(Optional.of(document), reported, ignoredHeaders, report);
  }

  /// Returns options that also report requests that the document allows and the application refuses
  /// with 400, or that do not. A schema cannot say everything that an application asks for, so such
  /// a finding is a hint, not a defect.
  ///
  /// @param report whether to report them; `false` by default
  /// @return the new options
  public ContractOptions withRefusedRequests(boolean report) {
    var kinds = copyOfReported();
    if (report) {
      kinds.add(ContractFinding.Kind.REFUSED_REQUEST);
    } else {
      kinds.remove(ContractFinding.Kind.REFUSED_REQUEST);
    }
    return new ContractOptions(document, kinds, ignoredHeaders, this.report);
  }

  /// Returns options that do not report some kinds of findings.
  ///
  /// @param kinds what is not reported, beside what is not reported already
  /// @return the new options
  public ContractOptions without(ContractFinding.Kind... kinds) {
    var fewer = copyOfReported();
    for (var kind : kinds) {
      fewer.remove(kind);
    }
    return new ContractOptions(document, fewer, ignoredHeaders, report);
  }

  private EnumSet<ContractFinding.Kind> copyOfReported() {
    var kinds = EnumSet.noneOf(ContractFinding.Kind.class);
    kinds.addAll(reported);
    return kinds;
  }

  /// Returns options that do not report some headers of responses, for instance those that a proxy
  /// in front of the server adds.
  ///
  /// @param names the names, in any case, beside those that are not reported already
  /// @return the new options
  public ContractOptions withoutHeaders(String... names) {
    var more = new TreeSet<>(ignoredHeaders);
    for (var name : names) {
      more.add(name.toLowerCase(Locale.ROOT));
    }
    return new ContractOptions(document, reported, more, report);
  }

  /// Returns options that hand over what is found instead of failing the test: to count it, to log
  /// it, or to fail at the end of all tests.
  ///
  /// @param report gets every violation, in the thread of the test
  /// @return the new options
  public ContractOptions reportingTo(Consumer<? super ContractViolation> report) {
    return new ContractOptions(document, reported, ignoredHeaders, report);
  }

  /// Tells whether findings of a kind are reported.
  ///
  /// @param kind the kind
  /// @return `true` if they are
  public boolean reports(ContractFinding.Kind kind) {
    return reported.contains(kind);
  }

  /// Tells whether the document may lack a header without a finding, because the test said so.
  ///
  /// @param name the name, in any case
  /// @return `true` if it may
  public boolean ignoresHeader(String name) {
    return ignoredHeaders.contains(name.toLowerCase(Locale.ROOT));
  }

  Optional<OpenApiDocument> document() {
    return document;
  }

  void report(ContractViolation violation) {
    report.accept(violation);
  }
}

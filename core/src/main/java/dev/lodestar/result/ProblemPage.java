package dev.lodestar.result;

import dev.lodestar.page.HtmlPage;

/// A problem as a page.
final class ProblemPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1rem/1.5 system-ui,sans-serif;margin:3rem auto;max-width:45rem;padding:0 1rem}
      dt{font-weight:bold}dd,li{margin-bottom:.5rem;overflow-wrap:anywhere}
      """;

  private ProblemPage() {}

  static HtmlPage of(ProblemOutline problem) {
    var page = new HtmlPage(problem.heading(), STYLE);
    page.line("h1", problem.heading());
    problem.detail().ifPresent(detail -> page.line("p", detail));
    if (!problem.errors().isEmpty()) {
      page.open("ul");
      for (var error : problem.errors()) {
        page.open("li").element("code", error.place()).text(": " + error.message()).close();
      }
      page.close();
    }
    if (!problem.members().isEmpty()) {
      page.open("dl");
      problem.members().forEach((name, value) -> page.element("dt", name).line("dd", value));
      page.close();
    }
    return page;
  }
}

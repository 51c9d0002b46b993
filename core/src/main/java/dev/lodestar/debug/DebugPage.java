package dev.lodestar.debug;

import dev.lodestar.page.HtmlPage;
import java.util.List;

/// A failure as a page.
final class DebugPage {
  static final int MOST_PLAN_LINES = 200;
  static final int LONGEST_PLAN_LINE = 500;

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
      h1,h2,summary,dd,td,p{overflow-wrap:anywhere}
      .message{white-space:pre-wrap;font-size:1.15rem}
      pre,code,summary,td,th{font-family:ui-monospace,monospace;font-size:.875rem}
      pre{overflow-x:auto;padding:.5rem;border:1px solid #8888}
      mark{display:block}
      .own>summary{font-weight:bold}
      .inner{margin-left:2rem}
      th{text-align:left;vertical-align:top;padding-right:1rem;white-space:nowrap}
      """;

  private final HtmlPage page;
  private final SourceExcerpts sources;

  private DebugPage(String title, SourceExcerpts sources) {
    this.page = new HtmlPage(title, STYLE);
    this.sources = sources;
  }

  /// @param heading status code and title of the answer
  /// @param requestId what the request is called in the log
  /// @param plan the plan of the route, line by line; empty if there is none
  static HtmlPage of(
      String heading,
      String requestId,
      List<Fault> faults,
      ShownRequest request,
      List<String> plan,
      SourceExcerpts sources) {
    var page = new DebugPage(heading + ": " + faults.getFirst().type(), sources);
    page.addHead(heading, requestId);
    page.addFaults(faults);
    page.addTrace(faults);
    page.addRequest(request);
    page.addPlan(plan);
    page.addPlatform();
    return page.page;
  }

  private void addHead(String heading, String requestId) {
    page.line("h1", heading);
    page.open("p").text("Request ").element("code", requestId).text(". ");
    page.text("This page is shown because debug mode is on.").close();
  }

  private void addFaults(List<Fault> faults) {
    var opened = false;
    for (var fault : faults) {
      page.open("section", "class", fault.depth() > 0 ? "inner" : "outer");
      var relation = fault.relation().isEmpty() ? "" : fault.relation() + ": ";
      page.line("h2", relation + fault.type());
      if (!fault.message().isEmpty()) {
        page.line("p", fault.message(), "class", "message");
      }
      for (var frame : fault.frames()) {
        opened |= addFrame(frame, !opened);
      }
      addCount(fault.omitted(), " calls are left out.");
      addCount(fault.common(), " more calls, as above.");
      page.close();
    }
  }

  private void addCount(int count, String what) {
    if (count > 0) {
      page.line("p", "… " + count + what);
    }
  }

  /// The first call whose source is at hand is shown unfolded.
  ///
  /// @return whether there is an excerpt
  private boolean addFrame(StackTraceElement frame, boolean first) {
    var excerpt = sources.of(frame);
    if (excerpt.isEmpty()) {
      page.open("details").line("summary", "at " + frame);
      page.line("p", "The source of this call is not at hand.").close();
      return false;
    }
    if (first) {
      page.open("details", "class", "own", "open", "");
    } else {
      page.open("details", "class", "own");
    }
    page.line("summary", "at " + frame);
    addExcerpt(excerpt.get());
    page.close();
    return true;
  }

  private void addExcerpt(Excerpt excerpt) {
    page.line("p", excerpt.file());
    page.open("pre");
    var number = excerpt.first();
    var width = String.valueOf(number + excerpt.lines().size()).length();
    for (var line : excerpt.lines()) {
      var digits = String.valueOf(number);
      var text = " ".repeat(width - digits.length()) + digits + "  " + line + "\n";
      if (number == excerpt.marked()) {
        page.element("mark", text);
      } else {
        page.text(text);
      }
      number++;
    }
    page.close();
  }

  private void addTrace(List<Fault> faults) {
    page.open("details").line("summary", "The stack trace as text");
    page.line("pre", String.join("\n", StackTrace.linesOf(faults))).close();
  }

  private void addRequest(ShownRequest request) {
    page.line("h2", "Request").line("pre", request.line());
    page.open("table");
    for (var field : request.headers()) {
      page.open("tr").element("th", field.name(), "scope", "row").element("td", field.value());
      page.close();
    }
    page.close();
  }

  private void addPlan(List<String> plan) {
    if (plan.isEmpty()) {
      return;
    }
    page.line("h2", "Route").open("pre");
    for (var line : plan.subList(0, Math.min(plan.size(), MOST_PLAN_LINES))) {
      page.text(Texts.cut(line, LONGEST_PLAN_LINE) + "\n");
    }
    page.close();
    addCount(plan.size() - MOST_PLAN_LINES, " lines are left out.");
  }

  private void addPlatform() {
    page.line("h2", "Platform").line("p", Platform.describe());
  }
}

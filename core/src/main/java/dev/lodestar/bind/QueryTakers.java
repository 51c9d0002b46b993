package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The parameters that are taken from the query, for the names of page requests, which nobody has
/// written: that something else has the same name is found out. Used by one thread, while a route
/// is planned.
final class QueryTakers {
  private final List<Taker> takers = new ArrayList<>();
  private boolean anyPage;

  private record Taker(HandlerParameter parameter, FieldReader reader, boolean page) {
    Set<String> names() {
      var names = new LinkedHashSet<String>();
      reader.addNames(names);
      return names;
    }
  }

  void add(HandlerParameter parameter, FieldReader reader) {
    takers.add(new Taker(parameter, reader, false));
  }

  void addPage(HandlerParameter parameter, FieldReader reader) {
    takers.add(new Taker(parameter, reader, true));
    anyPage = true;
  }

  /// Reports names that a page request shares with another parameter.
  void check(ParameterProblems wrong, BiConsumer<HandlerParameter, StartupProblem> problems) {
    if (!anyPage) {
      return;
    }
    for (var i = 0; i < takers.size(); i++) {
      for (var j = i + 1; j < takers.size(); j++) {
        check(takers.get(i), takers.get(j), wrong, problems);
      }
    }
  }

  private static void check(
      Taker first,
      Taker second,
      ParameterProblems wrong,
      BiConsumer<HandlerParameter, StartupProblem> problems) {
    if ((!first.page && !second.page) || isSame(first, second)) {
      return;
    }
    var shared = first.names();
    shared.retainAll(second.names());
    if (!shared.isEmpty()) {
      var page = first.page ? first : second;
      var other = page == first ? second : first;
      problems.accept(
          other.parameter,
          wrong.pageNameTaken(
              page.parameter, other.parameter, shared.iterator().next(), other.page));
    }
  }

  /// A handler and its providers may look at the same page request.
  private static boolean isSame(Taker first, Taker second) {
    return first.page
        && second.page
        && first.parameter.owner() != second.parameter.owner()
        && PagePlanner.pageType(first.parameter).equals(PagePlanner.pageType(second.parameter));
  }
}

package dev.lodestar.debug;

import java.util.ArrayList;
import java.util.List;

/// A failure as the lines of a stack trace.
final class StackTrace {
  private StackTrace() {}

  static List<String> linesOf(List<Fault> faults) {
    var lines = new ArrayList<String>();
    for (var fault : faults) {
      var indent = "    ".repeat(fault.depth());
      var relation = fault.relation().isEmpty() ? "" : fault.relation() + ": ";
      lines.add(indent + relation + fault.summary());
      for (var frame : fault.frames()) {
        lines.add(indent + "    at " + frame);
      }
      if (fault.omitted() > 0) {
        lines.add(indent + "    … " + fault.omitted() + " calls are left out");
      }
      if (fault.common() > 0) {
        lines.add(indent + "    … " + fault.common() + " more, as above");
      }
    }
    return lines;
  }
}

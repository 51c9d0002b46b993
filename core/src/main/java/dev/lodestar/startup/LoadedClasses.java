package dev.lodestar.startup;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.StringTokenizer;
import javax.management.JMException;
import javax.management.ObjectName;

/// Where the classes of this process came from, as the diagnostic commands of the virtual machine
/// tell it. Asked once, when everything else was measured, since asking loads some hundred classes.
final class LoadedClasses {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private LoadedClasses() {}

  /// One sentence; empty where the virtual machine does not tell.
  static Optional<String> summary() {
    try {
      var listed =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(COMMANDS),
                  "vmClasses",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return Optional.of(summary(String.valueOf(listed)));
    } catch (JMException | LinkageError unsupported) {
      return Optional.empty();
    }
  }

  /// Counts the lines `address size state flags name`: the flag `S` marks what lies in an archive,
  /// and the name of a hidden class ends with an address.
  static String summary(String listed) {
    var archived = 0;
    var generated = 0;
    var read = 0;
    var lines = listed.lines().filter(line -> line.startsWith("0x")).toList();
    for (var line : lines) {
      var words = new StringTokenizer(line);
      var count = words.countTokens();
      var flags = "";
      for (var i = 0; i < count - 1; i++) {
        flags = words.nextToken();
      }
      if (words.nextToken().contains("/0x")) {
        generated++;
      } else if (count > 4 && flags.indexOf('S') >= 0) {
        archived++;
      } else {
        read++;
      }
    }
    return "Of the classes that are loaded now, "
        + archived
        + " came from archives of the virtual machine, "
        + read
        + " from jars and modules, and "
        + generated
        + " were generated.";
  }
}

package dev.lodestar.cli;

import java.util.ArrayList;
import java.util.List;

/// The options of an application that say something about its configuration.
final class ConfigurationOption {
  static final String CONFIG = "--config";
  static final String PROFILE = "--profile";
  static final String SET = "--set";

  private ConfigurationOption() {}

  /// Whether an argument is one of them, with its value or before it.
  static boolean isOne(String argument) {
    return is(SET, argument) || is(PROFILE, argument) || is(CONFIG, argument);
  }

  private static boolean is(String option, String argument) {
    return argument.startsWith(option)
        && (argument.length() == option.length() || argument.charAt(option.length()) == '=');
  }

  /// The other arguments.
  static List<String> without(List<String> arguments) {
    var rest = new ArrayList<String>();
    for (var i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (isOne(argument)) {
        i += argument.indexOf('=') < 0 ? 1 : 0;
      } else {
        rest.add(argument);
      }
    }
    return rest;
  }

  /// All of them among arguments, each in one piece, in the order of their kinds.
  static List<String> in(List<String> arguments) {
    var found = new ArrayList<String>();
    for (var i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (isOne(argument)) {
        found.add(
            argument.indexOf('=') > 0 || i + 1 == arguments.size()
                ? argument
                : argument + "=" + arguments.get(++i));
      }
    }
    return ordered(found);
  }

  /// The same for every reader: first the file, then profiles, then values.
  static List<String> ordered(List<String> options) {
    var ordered = new ArrayList<String>(options.size());
    for (var kind : new String[] {CONFIG, PROFILE, SET}) {
      for (var option : options) {
        if (is(kind, option)) {
          ordered.add(option);
        }
      }
    }
    return List.copyOf(ordered);
  }
}

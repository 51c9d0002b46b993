package dev.lodestar.cli;

import dev.lodestar.AppCommand;
import dev.lodestar.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// The command `info`: what an application consists of.
final class InfoCommand implements BuiltIn {

  @Override
  public String name() {
    return "info";
  }

  @Override
  public String summary() {
    return "Tells what the application consists of and runs on.";
  }

  @Override
  public CommandSpec spec() {
    return CommandLines.spec(this);
  }

  @Override
  public int run(Context context) throws Exception {
    return CommandLines.run(
        spec(),
        context.arguments(),
        result -> {
          var facts = facts(context);
          if (result.hasMatchedOption(CommandLines.JSON)) {
            JsonText.print(context.out(), facts);
          } else {
            var rows = new ArrayList<List<String>>();
            facts.forEach((name, value) -> rows.add(List.of(name, told(value))));
            Columns.print(context.out(), rows);
          }
          return ExitCode.DONE;
        });
  }

  private static String told(Object value) {
    return value instanceof List<?> list
        ? list.isEmpty() ? "-" : String.join(", ", list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private static Map<String, Object> facts(Context context) {
    var app = context.app();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("lodestar", Version.current());
    facts.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("routes", app.routes().size());
    facts.put("webSockets", app.routes().stream().filter(route -> route.webSocket()).count());
    facts.put("plugins", app.plugins().stream().map(Plugin::name).toList());
    facts.put("commands", AppCommands.of(app).all().stream().map(AppCommand::name).toList());
    return facts;
  }
}

package dev.lodestar.cli;

import dev.lodestar.AppCommand;
import java.util.ArrayList;

/// The command `config`, for those that list commands; an application that cannot be built has it
/// too, which is why [ServeLauncher] asks [ConfigTool] itself.
final class ConfigCommand implements AppCommand {
  @Override
  public String name() {
    return ConfigTool.NAME;
  }

  @Override
  public String summary() {
    return "Shows the configuration; 'config check' finds mistakes in it.";
  }

  @Override
  public int run(Context context) {
    var arguments = new ArrayList<String>();
    arguments.add(ConfigTool.NAME);
    arguments.addAll(context.arguments());
    return ConfigTool.run(context.app(), arguments);
  }
}

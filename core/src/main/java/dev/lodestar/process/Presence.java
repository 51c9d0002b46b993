package dev.lodestar.process;

import dev.lodestar.engine.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/// What a process does so that others can find, prove and stop it: it takes a name, writes where it
/// serves into the PID file, and tells who it is. Launchers use it; applications have
/// [dev.lodestar.engine.ServerOptions#withName(String)] and [Applications]. Thread-safe.
public final class Presence implements AutoCloseable {
  /// What a started process finds out its name, its instance and its folder by. One variable, so
  /// that processes that it starts itself cannot take a part of it for theirs.
  private static final String VARIABLE = "LODESTAR_MANAGED";

  private final PidFiles files;
  private final ControlSocket control;
  private volatile PidFile content;
  private volatile String state = "starting";
  private volatile Supplier<String> health = () -> "";

  private Presence(StateFolder folder, PidFile content) {
    this.files = new PidFiles(folder);
    this.content = content;
    try {
      control = ControlSocket.open(folder, content.instance(), this::greeting, LevelCall::answer);
    } catch (IOException | UnsupportedOperationException failure) {
      throw new ManagementException(
          "The application cannot tell who it is, because no socket can be made in the folder '"
              + folder.path()
              + "': "
              + failure.getMessage()
              + ".",
          failure);
    }
  }

  private String greeting() {
    return (content.instance() + " " + state + " " + toldHealth()).strip();
  }

  private String toldHealth() {
    try {
      return state.equals("serving") ? health.get() : "";
    } catch (RuntimeException failure) {
      LoggerFactory.getLogger("dev.lodestar.process").warn("health_unknown", failure);
      return "";
    }
  }

  /// The entry of the environment that makes a process the given instance.
  static Map.Entry<String, String> variable(StateFolder folder, String name, String instance) {
    return Map.entry(VARIABLE, instance + ":" + name + ":" + folder.path());
  }

  /// How that entry begins.
  static String proof(String instance) {
    return VARIABLE + "=" + instance + ":";
  }

  /// Tells whether there is anything to do for this process, at no cost.
  ///
  /// @param name what the options say
  /// @param environment the environment of the process
  /// @return whether [#take] may return something
  public static boolean isWanted(Optional<String> name, Map<String, String> environment) {
    return name.isPresent() || environment.containsKey(VARIABLE);
  }

  /// Takes a name for this process, before anything is started.
  ///
  /// @param name what the options say; a manager that has started this process wins over it
  /// @param environment the environment of the process
  /// @return what keeps the name until it is closed; nothing if the process was started by one that
  ///   is managed, which is no reason to be managed, too
  /// @throws ManagementException if the name is taken, or the PID file cannot be written
  public static Optional<Presence> take(Optional<String> name, Map<String, String> environment) {
    var managed = environment.get(VARIABLE);
    if (managed != null) {
      var parts = managed.split(":", 3);
      if (parts.length == 3 && AppName.isOne(parts[1])) {
        var taken = takeManaged(new StateFolder(Path.of(parts[2])), parts[1], parts[0]);
        if (taken.isPresent() || name.isEmpty()) {
          return taken;
        }
      }
    }
    return name.map(own -> takeForeground(StateFolder.of(environment), AppName.check(own)));
  }

  private static Optional<Presence> takeManaged(StateFolder folder, String name, String instance) {
    folder.prepare();
    var found = new PidFiles(folder).read(name).content();
    if (found.isEmpty() || !found.get().instance().equals(instance)) {
      throw new ManagementException(
          "The application '"
              + name
              + "' was told to stop while it was being started, so it does not start.");
    }
    if (found.get().phase() == PidFile.Phase.SERVING) {
      return Optional.empty();
    }
    var presence = new Presence(folder, found.get().startedAs(ProcessMark.ofThisProcess()));
    presence.write();
    presence.log(folder.log(name));
    return Optional.of(presence);
  }

  private static Presence takeForeground(StateFolder folder, String name) {
    folder.prepare();
    var files = new PidFiles(folder);
    var content = PidFile.ofForeground(name, Instances.newId());
    for (var tries = 0; !files.create(content); tries++) {
      var status = new Instances(folder).heal(name);
      if (status.state() != ApplicationStatus.State.STOPPED || tries == 10) {
        throw new AlreadyRunningException(Sentences.alreadyRuns(status), status);
      }
    }
    var presence = new Presence(folder, content);
    presence.write();
    return presence;
  }

  private void log(Path log) {
    if (content.log().isPresent()) {
      LogFile.keepBounded(log);
    }
  }

  /// Adds the socket, or where it serves.
  private void write() {
    content = content.provableAt(control.path());
    if (!files.replace(content)) {
      closeQuietly();
      throw new ManagementException(
          "The application '"
              + content.name()
              + "' was told to stop while it was being started, so it does not start.");
    }
  }

  /// Says that the application serves.
  ///
  /// @param server the running server
  /// @param version of Lodestar
  /// @param health tells within a second how the application is: its status, then, separated by
  ///   spaces, the checks that are not up with their status, as in `down database=down`; empty if
  ///   it does not say
  /// @throws ManagementException if the PID file cannot be written, or is not ours any more
  public void serving(Server server, String version, Supplier<String> health) {
    this.health = health;
    var ports = new ArrayList<Integer>();
    if (server.port() > 0) {
      ports.add(server.port());
    }
    server.redirectPort().ifPresent(ports::add);
    state = "serving";
    content = content.serving(server.uri(), server.host(), List.copyOf(ports), version);
    write();
  }

  /// Says that the application stops.
  public void stopping() {
    state = "stopping";
  }

  /// Gives the name back: removes the PID file, if it is still that of this instance.
  @Override
  public void close() {
    try {
      files.remove(content);
    } catch (ManagementException kept) {
      // The next start finds it stale.
      LoggerFactory.getLogger("dev.lodestar.process").warn("pid_file_not_removed", kept);
    }
    closeQuietly();
  }

  private void closeQuietly() {
    try {
      control.close();
    } catch (IOException failure) {
      LoggerFactory.getLogger("dev.lodestar.process").warn("control_socket_not_closed", failure);
    }
  }
}

package dev.lodestar.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A process with all those that it has started, and those started by them. They are collected
/// while it lives, because a process that has lost its parent can no longer be told from others;
/// where the system shows environments (Linux), a variable that all of them inherit finds these
/// too. A handle knows the time of the start, so that no other process is ever taken for it.
///
/// What has begun a session of its own has left: a browser that Vite was asked to open is the
/// user's, and goes on.
public final class Tree {
  /// The variable that all of them inherit.
  public static final String MARK = "LODESTAR_SUPERVISED";

  /// Behind the name of the program: state, parent, group, session.
  private static final int STATE = 0;

  private static final int SESSION = 3;

  private final ProcessHandle head;
  private final String mark;
  private final long ownSession = sessionOf(ProcessHandle.current());
  private final Set<ProcessHandle> members = new LinkedHashSet<>();

  /// Creates one of a process that has just been started.
  ///
  /// @param head the process
  /// @param mark the value of the variable [#MARK] of the process, which no other has
  public Tree(ProcessHandle head, String mark) {
    this.head = head;
    this.mark = mark;
  }

  /// Collects those that there are now.
  synchronized void look() {
    head.descendants().filter(this::hasStayed).forEach(members::add);
  }

  private boolean hasStayed(ProcessHandle process) {
    var session = sessionOf(process);
    return session < 0 || ownSession < 0 || session == ownSession;
  }

  /// The session of a process; negative where the system does not tell.
  private static long sessionOf(ProcessHandle process) {
    return stat(process).map(fields -> Long.parseLong(fields.get(SESSION))).orElse(-1L);
  }

  /// Whether a process runs. One that has ended is listed until its parent has asked for its exit
  /// code, which takes seconds where that is the first process of the system, or forever where it
  /// is the first of a container.
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive()
        && stat(process)
            .map(fields -> !fields.get(STATE).equals("Z") && !fields.get(STATE).equals("X"))
            .orElse(true);
  }

  private static Optional<List<String>> stat(ProcessHandle process) {
    try {
      var stat =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
      var fields = List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
      return fields.size() > SESSION ? Optional.of(fields) : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /// All that live, the head first.
  ///
  /// @return handles of living processes
  public synchronized List<ProcessHandle> alive() {
    look();
    addMarked();
    // One that was seen between its start and the beginning of its session has left since.
    members.removeIf(member -> isAlive(member) && !hasStayed(member));
    var all = new LinkedHashSet<ProcessHandle>();
    all.add(head);
    all.addAll(members);
    return alive(all);
  }

  static List<ProcessHandle> alive(Collection<ProcessHandle> processes) {
    return processes.stream().filter(Tree::isAlive).toList();
  }

  private void addMarked() {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return;
    }
    var wanted = MARK + "=" + mark;
    ProcessHandle.allProcesses()
        .filter(process -> !members.contains(process) && process.pid() != head.pid())
        .filter(process -> hasMark(process, wanted) && hasStayed(process))
        .forEach(members::add);
  }

  private static boolean hasMark(ProcessHandle process, String wanted) {
    try {
      var environment =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
      return List.of(environment.split("\0", -1)).contains(wanted);
    } catch (IOException secret) {
      return false;
    }
  }
}

package dev.lodestar.process;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The processes that an application has started, and those started by them. They are collected
/// while it lives, because afterwards nobody can tell whose they were; and each one by its number
/// and the time of its start, so that no other process is ever taken for it.
final class Family {
  private static final long PAUSE_IN_MILLIS = 20;

  private final ProcessMark head;
  private final boolean hasSession;
  private final Map<Long, ProcessMark> members = new LinkedHashMap<>();

  /// Begins to watch a process, which lives and is proven to be the application.
  Family(ProcessMark head) {
    this.head = head;
    this.hasSession =
        ProcessMark.leadsGroup(head.pid()) && ProcessMark.session(head.pid()) == head.pid();
  }

  /// Collects those that there are now.
  void look() {
    var process = head.find();
    if (process.isEmpty()) {
      return;
    }
    process.get().descendants().forEach(this::add);
    if (hasSession) {
      addSession(Instant.MAX);
    }
  }

  /// A session outlives its leader while it has members, and its number is not given away before.
  private void addSession(Instant before) {
    ProcessHandle.allProcesses()
        .filter(other -> other.pid() != head.pid())
        .filter(other -> ProcessMark.session(other.pid()) == head.pid())
        .filter(other -> other.info().startInstant().filter(before::isAfter).isPresent())
        .forEach(this::add);
  }

  private void add(ProcessHandle process) {
    members.putIfAbsent(process.pid(), ProcessMark.of(process));
  }

  /// Ends those that have outlived the application, which has just ended.
  ///
  /// @param patience how long they may take before they are killed
  /// @return how many there were
  int end(Duration patience) throws InterruptedException {
    if (hasSession) {
      addSession(Instant.now());
    }
    var alive = members.values().stream().filter(member -> member.find().isPresent()).toList();
    alive.forEach(member -> member.find().ifPresent(ProcessHandle::destroy));
    var end = System.nanoTime() + patience.toNanos();
    while (alive.stream().anyMatch(member -> member.find().isPresent())) {
      if (System.nanoTime() - end >= 0) {
        alive.forEach(member -> member.find().ifPresent(ProcessHandle::destroyForcibly));
        break;
      }
      Thread.sleep(PAUSE_IN_MILLIS);
    }
    return alive.size();
  }
}

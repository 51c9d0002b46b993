package dev.lodestar.dev.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds out which files have changed, by looking. Editors that save by renaming, checkouts,
/// network file systems and containers all look the same so, on every system; and a look at a
/// thousand files takes some milliseconds. Changes that come together are told together: a checkout
/// of many files is one change. Used by one thread, but for [#watch].
public final class Watcher {
  /// The shortest pause between two looks: 20 ms. A look that takes long makes the pauses longer,
  /// so that looking takes a twentieth of one processor at most.
  public static final Duration PAUSE = Duration.ofMillis(20);

  /// How long nothing more may change before changes are told: 10 ms.
  public static final Duration CALM = Duration.ofMillis(10);

  /// How many files are watched, at most, so that nobody watches a whole disk: 50,000.
  public static final int MAX_FILES = 50_000;

  private static final int PATIENCE = 200;
  private static final int SHARE = 20;

  /// Clocks of file systems go in steps.
  private static final long CLOCK_STEP_MILLIS = 20;

  /// What people write. What applications write is none of it, or the loop would never end.
  private static final Set<String> SOURCES =
      Set.of(
          "java",
          "html",
          "htm",
          "css",
          "js",
          "mjs",
          "ts",
          "json",
          "xml",
          "yml",
          "yaml",
          "toml",
          "properties",
          "sql",
          "svg",
          "graphql",
          "jte",
          "mustache",
          "hbs",
          "peb",
          "ftl",
          "ftlh");

  private record Stamp(long modified, long size, @Nullable Object key) {}

  /// @param since when whoever asks has begun to read, in nanoseconds since 1970
  private record Ask(Build.Watched watched, long since) {}

  private volatile Ask next;
  private Build.Watched watched;
  private Map<Path, Stamp> seen;
  private long lookNanos;

  /// Creates a watcher; what is there now has not changed.
  ///
  /// @param watched files and folders
  public Watcher(Build.Watched watched) {
    this.watched = watched;
    this.next = new Ask(watched, Long.MAX_VALUE);
    this.seen = look();
  }

  /// Watches something else from the next look on. May be called by any thread. What is watched
  /// before and after keeps its state, so that a change in between is not missed; and of what is
  /// new, what was changed since a moment counts as a change.
  ///
  /// @param files files and folders
  /// @param since when the caller has begun to read them, in milliseconds since 1970
  public void watch(Build.Watched files, long since) {
    next = new Ask(files, TimeUnit.MILLISECONDS.toNanos(since - CLOCK_STEP_MILLIS));
  }

  private void follow() {
    var asked = next;
    if (asked.watched().equals(watched)) {
      return;
    }
    watched = asked.watched();
    var now = look();
    var known = seen;
    now.entrySet()
        .removeIf(file ->
            !known.containsKey(file.getKey()) && file.getValue().modified() >= asked.since());
    now.replaceAll((path, stamp) -> known.getOrDefault(path, stamp));
    seen = now;
  }

  /// Waits for changes.
  ///
  /// @return the files that have come, changed or gone, sorted
  /// @throws InterruptedException if the thread is interrupted while it waits
  public List<Path> await() throws InterruptedException {
    while (true) {
      var pause = Math.max(PAUSE.toNanos(), SHARE * lookNanos);
      TimeUnit.NANOSECONDS.sleep(pause);
      var changed = changed();
      if (!changed.isEmpty()) {
        return changed;
      }
    }
  }

  /// Looks whether something has changed since the last time, and waits until it is calm then.
  ///
  /// @return the files, perhaps none
  /// @throws InterruptedException if the thread is interrupted while it waits
  public List<Path> changed() throws InterruptedException {
    follow();
    var before = seen;
    var now = look();
    if (now.equals(before)) {
      return List.of();
    }
    for (var i = 0; i < PATIENCE; i++) {
      TimeUnit.NANOSECONDS.sleep(CALM.toNanos());
      var later = look();
      if (later.equals(now)) {
        break;
      }
      now = later;
    }
    seen = now;
    return difference(before, now);
  }

  private static List<Path> difference(Map<Path, Stamp> before, Map<Path, Stamp> now) {
    var changed = new ArrayList<Path>();
    now.forEach((path, stamp) -> {
      if (!stamp.equals(before.get(path))) {
        changed.add(path);
      }
    });
    before.keySet().stream().filter(path -> !now.containsKey(path)).forEach(changed::add);
    changed.sort(null);
    return List.copyOf(changed);
  }

  private Map<Path, Stamp> look() {
    var start = System.nanoTime();
    var found = new HashMap<Path, Stamp>();
    for (var tree : watched.trees()) {
      look(tree, found);
    }
    for (var file : watched.files()) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          found.put(file, stamp(attributes));
        }
      } catch (IOException missing) {
        // It is found missing among what there was.
      }
    }
    watched.spared().forEach(found::remove);
    lookNanos = System.nanoTime() - start;
    return found;
  }

  private static void look(Build.Tree tree, Map<Path, Stamp> found) {
    TreeWalk.files(
        tree,
        (file, attributes) -> {
          if (isOfInterest(tree, TreeWalk.nameOf(file))) {
            found.put(file, stamp(attributes));
          }
          return found.size() < MAX_FILES;
        });
  }

  private static Stamp stamp(BasicFileAttributes attributes) {
    return new Stamp(
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        attributes.size(),
        attributes.fileKey());
  }

  private static boolean isOfInterest(Build.Tree tree, String name) {
    return tree.mixed()
        ? SOURCES.contains(name.substring(name.lastIndexOf('.') + 1)) && !name.startsWith(".")
        : !isLeftOver(name);
  }

  /// What editors leave beside files while they save or edit.
  private static boolean isLeftOver(String name) {
    return name.endsWith("~")
        || name.endsWith(".swp")
        || name.endsWith(".swx")
        || name.endsWith(".kate-swp")
        || name.endsWith(".tmp")
        || name.startsWith(".#")
        || (name.startsWith("#") && name.endsWith("#"))
        || name.startsWith(".goutputstream-")
        || name.equals("4913")
        || name.equals(".DS_Store")
        || name.endsWith("___jb_tmp___")
        || name.endsWith("___jb_old___");
  }
}

package dev.lodestar.server;

import java.util.concurrent.ThreadLocalRandom;

/// Settings of Netty that spare a start what a server of this kind does not use, unless somebody
/// has set them. Netty reads them when its classes load, so this has to come first; where it comes
/// too late, they change nothing.
final class NettySettings {
  private NettySettings() {}

  static void set() {
    // Events for Java Flight Recorder cost a start 150 classes and a tenth of its time.
    setIfAbsent("io.netty.jfr.enabled", "false");
    setIfAbsent("io.netty.leakDetection.level", "disabled");
    // What allocates where nobody says it: channels of the server say it, and the other one would
    // only be loaded.
    setIfAbsent("io.netty.allocator.type", "pooled");
    // Memory is taken from the system by the megabyte instead of by four. The first answer waits
    // until the first piece is zeroed, unless malloc gives it, and the engine asks for no more than
    // some 64 KiB at once.
    setIfAbsent("io.netty.allocator.maxOrder", "7");
    // Ids of channels stand in log lines of Netty alone. Without these, Netty asks every network
    // interface for its address, and the platform for the number of the process, which thirty
    // classes of the platform are loaded for: any number does.
    var random = ThreadLocalRandom.current();
    setIfAbsent("io.netty.machineId", machineId(random.nextLong()));
    setIfAbsent("io.netty.processId", Integer.toString(random.nextInt(1 << 22)));
    // Which distribution of Linux this is matters to an OpenSSL that is linked to the system's, in
    // a jar for that distribution. Netty would read a file for it.
    setIfAbsent("io.netty.osClassifiers", "");
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /// Eight bytes as Netty takes them: hexadecimal, with colons between.
  private static String machineId(long random) {
    var text = new StringBuilder(23);
    for (var shift = 56; shift >= 0; shift -= 8) {
      var digits = Long.toHexString((1L << 8) | ((random >>> shift) & 0xFF));
      text.append(text.isEmpty() ? "" : ":").append(digits, 1, 3);
    }
    return text.toString();
  }
}

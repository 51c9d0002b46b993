package dev.lodestar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.LaunchException;
import dev.lodestar.dev.DevSession;
import dev.lodestar.dev.child.LoopFolder;
import dev.lodestar.development.Development;
import dev.lodestar.report.StartupException;
import dev.lodestar.supervise.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The main class of a process that stands by for `lodestar dev`: it says that it is there, [warms
/// up][WarmUp], and waits to be told which class to start. When the loop ends, however that
/// happens, the process ends, too.
public final class Standby {
  private Standby() {}

  /// Stands by.
  ///
  /// @param arguments the property by which the loop is found, and its value; then `warm` if there
  ///   is time to try things out before the application is started
  /// @throws Throwable what the main method of the application throws; the virtual machine prints
  ///   it
  public static void main(String... arguments) throws Throwable {
    var value = arguments[0].substring(Development.PROPERTY.length() + 1);
    var colon = value.lastIndexOf(':');
    var socket = Path.of(value.substring(0, colon));
    LoopFolder.use(socket.resolveSibling(""));
    var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    send(channel, value.substring(colon + 1) + " standby\n");
    var orders = new BufferedReader(Channels.newReader(channel, UTF_8));
    var order = order(orders, arguments[1].equals("warm"));
    if (order == null) {
      System.exit(ExitCode.FAILED);
      return;
    }
    // Only now: what was served to warm up is none of the loop's business.
    System.setProperty(Development.PROPERTY, value);
    Thread.ofPlatform().daemon().name("lodestar-dev-loop").start(() -> endWith(orders));
    run(Stream.of(order.split(" ", -1)).skip(1).map(Standby::decoded).toList());
  }

  /// Waits for the order to run the application; warms up until then, or until it is told that the
  /// order comes soon.
  ///
  /// @return nothing if the loop has ended
  private static @Nullable String order(BufferedReader orders, boolean warm) throws IOException {
    var warmUp = warm ? Optional.of(WarmUp.begin()) : Optional.<WarmUp>empty();
    var order = orders.readLine();
    while (order != null && order.equals("soon")) {
      warmUp.ifPresent(WarmUp::end);
      order = orders.readLine();
    }
    warmUp.ifPresent(WarmUp::end);
    return order;
  }

  private static void send(SocketChannel channel, String line) throws IOException {
    for (ByteBuffer bytes = UTF_8.encode(line); bytes.hasRemaining(); ) {
      var _ = channel.write(bytes);
    }
  }

  private static String decoded(String word) {
    return new String(Base64.getDecoder().decode(word), UTF_8);
  }

  /// The loop says nothing more, so the end of the stream is the end of the loop.
  private static void endWith(BufferedReader orders) {
    try {
      while (orders.readLine() != null) {
        // nothing is said any more
      }
    } catch (IOException gone) {
      // The same.
    }
    var family = new Tree(ProcessHandle.current(), System.getenv().getOrDefault(Tree.MARK, ""));
    Thread.ofPlatform().daemon().name("lodestar-dev-last").start(Standby::endAnyhow);
    family.alive().stream()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .forEach(ProcessHandle::destroyForcibly);
    System.exit(ExitCode.FAILED);
  }

  private static Duration patience() {
    return Duration.parse(
        System.getProperty(DevSession.STOP_TIMEOUT, DevSession.DRAIN_TIME.toString()));
  }

  /// What the application does when it is told to stop may take for ever, and nobody is there any
  /// more to lose patience.
  private static void endAnyhow() {
    try {
      Thread.sleep(patience());
    } catch (InterruptedException hurried) {
      // The same.
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private static void run(List<String> words) throws Throwable {
    try {
      var type = Class.forName(words.getFirst(), false, ClassLoader.getSystemClassLoader());
      MainMethod.of(type).call(words.subList(1, words.size()));
    } catch (StartupException | LaunchException mistake) {
      told(mistake);
    } catch (ExceptionInInitializerError broken) {
      if (broken.getCause() instanceof StartupException mistake) {
        told(mistake);
      }
      throw broken;
    } catch (RunFailure | ClassNotFoundException mistake) {
      told(mistake);
    }
  }

  /// The message says where, so frames would only hide it.
  private static void told(Exception mistake) {
    System.err.println(mistake.getMessage());
    System.exit(ExitCode.FAILED);
  }
}

package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers in processes of their own, which are told to stop, or have too few open files.
class ProcessStopTest {
  /// How long an idle connection is still there for a request that is on its way.
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(90);

  /// What the virtual machine ends with after SIGTERM.
  private static final int TERMINATED = 128 + 15;

  /// Serves as an application does, with `/slow` that takes until the server stops, `/never`, and
  /// `/begun`, which tells how many of these two have begun.
  static final class Main {
    public static void main(String[] arguments) {
      var begun = new AtomicInteger();
      Lodestar.app()
          .get("/", request -> Response.text("hi"))
          .get("/begun", request -> Response.text("" + begun.get()))
          .get(
              "/slow",
              request -> {
                begun.incrementAndGet();
                while (!request.serverIsStopping()) {
                  Thread.sleep(10);
                }
                // Handlers hear of it first; connections end when nobody is accepted any more.
                Thread.sleep(3_000);
                return Response.text("slow");
              })
          .get(
              "/never",
              request -> {
                begun.incrementAndGet();
                Thread.sleep(Duration.ofHours(1));
                return Response.text("never");
              })
          .build()
          .serve(ServerOptions.defaults().withPort(0).withShutdownTimeout(Duration.ofMinutes(2)));
    }
  }

  /// Serves a file, in a process that may open few files.
  static final class FileMain {
    public static void main(String[] arguments) throws Exception {
      var file = Path.of(arguments[0]);
      var server =
          TestServer.start(request ->
              request.path().equals("/file")
                  ? TestServer.respond(
                      request, Status.OK, new ResponseBody.File(file, 0, Files.size(file)))
                  : TestServer.echo(request));
      try (var client = RawClient.connect(server)) {
        // What is needed is loaded before there are no files left.
        System.out.println(client.get("/file").read().status());
        System.out.println(Delivery.ABORTED);
        System.out.println("http://127.0.0.1:" + server.port());
      }
      server.awaitStop();
    }
  }

  private static ServedProcess serve() throws IOException {
    return ServedProcess.start(Main.class, List.of());
  }

  private static void awaitBegun(ServedProcess running) throws IOException {
    try (var client = running.connect()) {
      while (!client.get("/begun").read().body().equals("1")) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void requests_in_flight_are_answered_and_none_is_lost_under_load() throws Exception {
    try (var running = serve();
        var slow = running.connect();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answered = new AtomicInteger();
      var clients = new ArrayList<Future<String>>();
      for (var i = 0; i < 8; i++) {
        clients.add(threads.submit(() -> ask(running, answered)));
      }
      while (answered.get() < 1_000) {
        Thread.onSpinWait();
      }
      slow.get("/slow");
      awaitBegun(running);
      running.process().destroy();

      var response = slow.read();
      assertThat(response.body()).isEqualTo("slow");
      assertThat(response.header("Connection")).isEqualTo("close");
      for (var client : clients) {
        assertThat(client.get()).isEqualTo("refused");
      }
      assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(running.process().exitValue()).isEqualTo(TERMINATED);
    }
  }

  private static String ask(ServedProcess running, AtomicInteger answered) throws IOException {
    while (true) {
      var idleSince = System.nanoTime();
      try (var client = running.connect()) {
        while (true) {
          var asked = System.nanoTime();
          client.get("/");
          var response = client.read();
          answered.incrementAndGet();
          if ("close".equals(response.header("Connection"))) {
            break;
          }
          // The answer may have come at once, and this thread long after.
          idleSince = asked;
        }
      } catch (ConnectException refused) {
        return "refused";
      } catch (EOFException | SocketException closed) {
        // This thread may have had to wait for a processor, with an idle connection in its hands.
        return System.nanoTime() - idleSince > MOMENT ? "refused" : "lost: " + closed;
      }
    }
  }

  @Test
  void a_second_signal_hurries() throws Exception {
    try (var running = serve();
        var never = running.connect();
        var idle = running.connect()) {
      assertThat(idle.get("/").read().status()).isEqualTo(200);
      never.get("/never");
      awaitBegun(running);
      running.process().destroy();
      // The idle connection is closed when the stop has come as far as to wait for the other.
      assertThat(idle.isClosedByServer()).isTrue();
      assertThat(running.process().isAlive()).isTrue();
      running.process().destroy();
      assertThat(never.isClosedByServer()).isTrue();
      assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(running.process().exitValue()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void a_process_without_free_files_answers_503_and_goes_on_when_it_has_some(@TempDir Path folder)
      throws Exception {
    var file = Files.writeString(folder.resolve("file.txt"), "content");
    var command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh"));
    command.addAll(ServedProcess.java(FileMain.class, List.of(), file.toString()));
    try (var running = ServedProcess.start(command);
        var asking = running.connect()) {
      assertThat(asking.get("/file").read().body()).isEqualTo("content");
      var others = new ArrayList<RawClient>();
      try {
        // More than the process can have; the kernel keeps the rest for it.
        for (var i = 0; i < 120; i++) {
          others.add(running.connect());
        }
        var status = asking.get("/file").read().status();
        while (status == 200) {
          status = asking.get("/file").read().status();
        }
        assertThat(status).isEqualTo(503);
        assertThat(asking.get("/").read().status()).isEqualTo(200);
      } finally {
        for (var client : others) {
          client.close();
        }
      }
      try (var next = running.connect()) {
        var status = next.get("/file").read().status();
        while (status == 503) {
          status = next.get("/file").read().status();
        }
        assertThat(status).isEqualTo(200);
      }
    }
  }
}

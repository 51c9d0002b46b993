package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestThreadsTest {
  private static Server serve(Scheduling scheduling, TestServer.Handler handler)
      throws IOException {
    return TestServer.start(TestServer.options().withScheduling(scheduling), handler);
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void every_request_has_a_virtual_thread_of_its_own(Scheduling scheduling) throws IOException {
    try (var server =
            serve(
                scheduling,
                request -> {
                  var thread = Thread.currentThread();
                  return TestServer.text(request, thread.isVirtual() + " " + thread.threadId());
                });
        var client = RawClient.connect(server)) {
      var first = client.get("/").read().body();
      var second = client.get("/").read().body();
      assertThat(first).startsWith("true ");
      assertThat(second).startsWith("true ").isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void the_carrier_is_the_event_loop_where_that_was_asked_for(Scheduling scheduling)
      throws IOException {
    try (var server =
            serve(
                scheduling,
                request -> {
                  var before = Thread.currentThread().toString();
                  Thread.sleep(1);
                  return TestServer.text(request, before + " " + Thread.currentThread());
                });
        var client = RawClient.connect(server)) {
      var carriers = client.get("/").read().body();
      if (scheduling == Scheduling.DEFAULT_SCHEDULER) {
        assertThat(carriers).doesNotContain("lodestar-http");
      } else {
        // On a busy machine the handler may have lost its event loop to another thread meanwhile.
        assertThat(carriers)
            .matches(".*@lodestar-http-(\\d+)(-held)? .*@lodestar-http-\\1(-held)?");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void handlers_that_block_let_every_other_connection_through(Scheduling scheduling)
      throws Exception {
    // More blocked handlers than there are event loops and processors: all loops hold some.
    var blocked = 8 * Runtime.getRuntime().availableProcessors();
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(blocked);
    try (var server =
        serve(
            scheduling,
            request -> {
              if (request.path().equals("/block")) {
                started.countDown();
                go.await();
              }
              return TestServer.echo(request);
            })) {
      var waiting = new ArrayList<RawClient>();
      for (var i = 0; i < blocked; i++) {
        waiting.add(RawClient.connect(server).get("/block"));
      }
      started.await();
      for (var i = 0; i < blocked; i++) {
        try (var client = RawClient.connect(server)) {
          assertThat(client.get("/free").read().body()).isEqualTo("GET /free ");
        }
      }
      go.countDown();
      for (var client : waiting) {
        assertThat(client.read().body()).isEqualTo("GET /block ");
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  @SuppressWarnings({"ThreadPriorityCheck", "WaitNotInLoop"})
  void requests_can_wait_for_each_other_in_every_way(Scheduling scheduling) throws Exception {
    var clients = 8;
    var barrier = new CyclicBarrier(clients);
    var queue = new SynchronousQueue<String>();
    var lock = new ReentrantLock();
    var monitor = new Object();
    try (var server =
        serve(
            scheduling,
            request -> {
              var number = Integer.parseInt(request.path().substring(1));
              barrier.await();
              if (number % 2 == 0) {
                queue.put("handed over");
              } else {
                assertThat(queue.take()).isEqualTo("handed over");
              }
              lock.lock();
              try {
                Thread.sleep(1);
              } finally {
                lock.unlock();
              }
              synchronized (monitor) {
                monitor.wait(1);
                Thread.yield();
              }
              Thread.startVirtualThread(Thread::yield).join();
              return TestServer.echo(request);
            })) {
      for (var round = 0; round < 10; round++) {
        var open = new ArrayList<RawClient>();
        for (var i = 0; i < clients; i++) {
          open.add(RawClient.connect(server).get("/" + i));
        }
        for (var i = 0; i < clients; i++) {
          assertThat(open.get(i).read().body()).isEqualTo("GET /" + i + " ");
          open.get(i).close();
        }
      }
    }
  }

  @Test
  void thread_locals_do_not_leak_from_request_to_request() throws IOException {
    var local = new ThreadLocal<String>();
    try (var server =
            serve(
                Scheduling.AUTOMATIC,
                request -> {
                  var before = local.get();
                  local.set("set");
                  return TestServer.text(request, String.valueOf(before));
                });
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).isEqualTo("null");
      assertThat(client.get("/").read().body()).isEqualTo("null");
    }
  }
}

package dev.lodestar.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.websocket.WebSocketMessage;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class OpenSocketTest {
  /// A wire that nobody takes anything from.
  private static final class StillWire implements Wire, Memory, WebSocketSession {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public Memory memory() {
      return this;
    }

    @Override
    public boolean tryKeep(long bytes) {
      return true;
    }

    @Override
    public void letGo(long bytes) {}

    @Override
    public void write(byte[] bytes, int length, Runnable taken) {}

    @Override
    public void flush() {}

    @Override
    public void settle() {}

    @Override
    public void finish() {}

    @Override
    public void abort() {}

    @Override
    public void opened(WebSocketConnection connection) {}

    @Override
    public void failed() {}

    @Override
    public void closed(int code, String reason) {}

    @Override
    public void interrupt() {}
  }

  @Test
  void bytes_that_come_one_by_one_while_nobody_receives_are_not_copied_again_and_again()
      throws InterruptedException {
    var wire = new StillWire();
    var options = WebSocketOptions.defaults();
    var socket = new OpenSocket(wire, options, null, new SpareCoders(), wire);
    // A binary message of 65,535 bytes, whose mask changes nothing, fills the inbox.
    var message = new byte[8 + 65_535];
    message[0] = (byte) 0x82;
    message[1] = (byte) 0xFE;
    message[2] = (byte) 0xFF;
    message[3] = (byte) 0xFF;
    socket.receive(message.clone(), 0, message.length);
    assertThat(socket.isFull()).isTrue();

    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    var one = new byte[1];
    for (var next : message) {
      one[0] = next;
      socket.receive(one, 0, 1);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);

    socket.receive();
    while (!wire.tasks.isEmpty()) {
      wire.tasks.remove().run();
    }
    assertThat(socket.receive()).isEqualTo(WebSocketMessage.of(new byte[65_535]));
  }

  @Test
  void what_waits_is_read_on_even_if_a_little_was_received_before_somebody_asked()
      throws InterruptedException {
    var wire = new StillWire();
    var socket = new OpenSocket(wire, WebSocketOptions.defaults(), null, new SpareCoders(), wire);
    // More empty messages than the inbox takes, and nothing comes after them.
    var count = 3_000;
    var flood = new byte[count * 6];
    for (var i = 0; i < count; i++) {
      flood[i * 6] = (byte) 0x81;
      flood[i * 6 + 1] = (byte) 0x80;
    }
    socket.receive(flood, 0, flood.length);
    assertThat(socket.receive()).isEqualTo(WebSocketMessage.of(""));
    assertThat(socket.isFull()).isTrue();

    for (var i = 1; i < count; i++) {
      while (!wire.tasks.isEmpty()) {
        wire.tasks.remove().run();
      }
      assertThat(socket.receive()).isEqualTo(WebSocketMessage.of(""));
    }
    assertThat(socket.isFull()).isFalse();
  }
}

package chat;

import dev.lodestar.Query;
import dev.lodestar.WebSocketRoute;
import dev.lodestar.http.HttpException;
import dev.lodestar.websocket.InvalidMessageException;
import dev.lodestar.websocket.WebSocket;
import dev.lodestar.websocket.WebSocketClosedException;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rooms, each there while somebody is in it.
final class Rooms {
  private final Map<String, Map<String, Member>> rooms = new ConcurrentHashMap<>();

  /// A name that is taken denies the handshake: the page is told before there is a socket.
  @WebSocketRoute("/rooms/{room}")
  void join(String room, @Query @Size(min = 1, max = 30) String name, WebSocket socket) {
    var member = new Member(name, socket);
    enter(room, member);
    try {
      socket.accept();
      member.start();
      tell(room, new Line("", name + " has come"));
      listen(room, name, socket);
    } finally {
      leave(room, name);
      tell(room, new Line("", name + " has left"));
    }
  }

  private void enter(String room, Member member) {
    rooms.compute(
        room,
        (_, members) -> {
          var all = members == null ? new ConcurrentHashMap<String, Member>() : members;
          if (all.putIfAbsent(member.name(), member) != null) {
            throw HttpException.conflict("Somebody is called " + member.name() + " already.");
          }
          return all;
        });
  }

  private void leave(String room, String name) {
    rooms.computeIfPresent(
        room,
        (_, members) -> {
          members.remove(name);
          return members.isEmpty() ? null : members;
        });
  }

  private void listen(String room, String name, WebSocket socket) {
    try {
      while (true) {
        try {
          tell(room, new Line(name, socket.receiveJson(Said.class).text()));
        } catch (InvalidMessageException invalid) {
          socket.sendJson(new Line("", invalid.summary()));
        }
      }
    } catch (WebSocketClosedException left) {
      // the member has left
    }
  }

  private void tell(String room, Line line) {
    rooms.getOrDefault(room, Map.of()).values().forEach(member -> member.tell(line));
  }
}

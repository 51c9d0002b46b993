package chat;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.files.StaticFiles;

/// Rooms to talk in, over WebSockets, and a page for the browser.
public final class Chat {
  private Chat() {}

  static App app() {
    return Lodestar.app()
        .routes(new Rooms())
        .mount("/", StaticFiles.resources(Chat.class, "chat/web"))
        .build();
  }

  public static void main(String... args) {
    Lodestar.run(app(), args);
  }
}

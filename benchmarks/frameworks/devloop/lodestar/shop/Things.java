package shop;

import dev.lodestar.Get;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.model.Default;
import java.util.List;
import java.util.Optional;

@Path("/things")
public class Things {
  private final ThingService service;

  public Things(ThingService service) {
    this.service = service;
  }

  @Get("/text")
  String text() {
    return "version 0";
  }

  @Get("/sample")
  Thing sample() {
    return service.sample();
  }

  @Get
  List<Thing> list(@Default("10") int limit) {
    return service.list(limit);
  }

  @Get("/{name}")
  Optional<Thing> thing(String name) {
    return service.find(name);
  }

  @Post
  Thing create(NewThing thing) {
    return service.create(thing);
  }
}

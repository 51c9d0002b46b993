package shop;

import jakarta.validation.Valid;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/things")
public class Things {
  private final ThingService service;

  public Things(ThingService service) {
    this.service = service;
  }

  @GET
  @Path("/text")
  public String text() {
    return "version 0";
  }

  @GET
  @Path("/sample")
  public Thing sample() {
    return service.sample();
  }

  @GET
  public List<Thing> list(@RestQuery @DefaultValue("10") int limit) {
    return service.list(limit);
  }

  @GET
  @Path("/{name}")
  public Thing thing(@RestPath String name) {
    return service.find(name).orElseThrow(NotFoundException::new);
  }

  @POST
  @ResponseStatus(201)
  public Thing create(@Valid NewThing thing) {
    return service.create(thing);
  }
}

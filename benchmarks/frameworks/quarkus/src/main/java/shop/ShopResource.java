package shop;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Quarkus REST with Jackson and Hibernate Validator; handlers may block.
@Path("/")
@RunOnVirtualThread
public class ShopResource {
  @GET
  @Path("/plaintext")
  @Produces(MediaType.TEXT_PLAIN)
  public String plaintext() {
    return "Hello, World!";
  }

  @GET
  @Path("/json")
  public Product json() {
    return Product.sample();
  }

  @GET
  @Path("/users/{id}")
  @Produces(MediaType.TEXT_PLAIN)
  public String user(@RestPath long id, @RestQuery Page page, @RestQuery Active active) {
    return "user " + id + ", page " + Page.of(page) + ", active " + Active.of(active);
  }

  @GET
  @Path("/products")
  public List<Item> products() {
    return Catalog.items();
  }

  @POST
  @Path("/products")
  @ResponseStatus(201)
  public Created create(@Valid NewProduct product) {
    return new Created(101, product.name(), product.price());
  }
}

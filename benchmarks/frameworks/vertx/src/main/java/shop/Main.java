package shop;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/// Vert.x Web with Jackson, on event loops: a verticle for each processor, and epoll.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var processors = Runtime.getRuntime().availableProcessors();
    var vertx =
        Vertx.vertx(
            new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(processors));
    vertx
        .deployVerticle(ShopVerticle::new, new DeploymentOptions().setInstances(processors))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }
}

package dev.lodestar.benchmarks.peers;

import dev.lodestar.benchmarks.process.ClassPath;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All servers there are.
final class Peers {
  /// What everything is compared with.
  static final String BASELINE = "lodestar";

  private static final String APPLICATIONS = "dev.lodestar.benchmarks.application.";
  private static final Peer.Version THIS_TREE = Peer.Version.known("this tree");

  private Peers() {}

  static List<Peer> all(Path repository) {
    var projects = repository.resolve("benchmarks/frameworks");
    var peers = new ArrayList<Peer>();
    var folders = ClassPath.foldersAndJars(_ -> false);
    peers.add(
        own(
            BASELINE,
            "Lodestar",
            THIS_TREE,
            folders + File.pathSeparator + distribution(repository),
            "LodestarShop"));
    peers.add(packaged(repository, folders));
    peers.add(
        own(
            "netty",
            "bare Netty",
            Peer.Version.known(versionOnClassPath("netty-codec-http-")),
            ClassPath.foldersAndJars(jar -> jar.startsWith("netty-") || jar.startsWith("jackson-")),
            "BareNettyShop"));
    peers.add(project(projects, "avaje", "avaje Jex", "avaje-jex-"));
    peers.add(project(projects, "helidon", "Helidon SE", "helidon-webserver-"));
    peers.add(project(projects, "javalin", "Javalin", "javalin-"));
    peers.add(project(projects, "jooby", "Jooby", "jooby-"));
    peers.add(project(projects, "micronaut", "Micronaut", "micronaut-http-server-netty-"));
    peers.add(quarkus(projects));
    peers.add(project(projects, "spring-boot", "Spring Boot", "spring-boot-"));
    peers.add(project(projects, "vertx", "Vert.x Web", "vertx-web-"));
    return List.copyOf(peers);
  }

  /// The jar that is all an application of Lodestar needs.
  static Path distribution(Path repository) {
    return repository.resolve("bundle/target/dist/lodestar.jar");
  }

  private static Peer packaged(Path repository, String classPath) {
    var folder = repository.resolve("benchmarks/target/peers/packaged");
    return new Peer(
        "packaged",
        "Lodestar, packaged",
        THIS_TREE,
        new Peer.Source.Packaged(folder, APPLICATIONS + "LodestarShop", classPath),
        new Peer.Launch.Script(folder.resolve("bin/shop")));
  }

  private static String versionOnClassPath(String prefix) {
    var jars = ClassPath.jars(name -> name.startsWith(prefix));
    return jars.isEmpty() ? "?" : jars.getFirst().substring(prefix.length());
  }

  private static Peer own(
      String name, String title, Peer.Version version, String classPath, String main) {
    return new Peer(
        name,
        title,
        version,
        new Peer.Source.Benchmarks(),
        new Peer.Launch.Java(List.of("-cp", classPath, APPLICATIONS + main)));
  }

  private static Peer project(Path projects, String name, String title, String jar) {
    var target = projects.resolve(name).resolve("target");
    var lib = target.resolve("lib");
    var classPath = target.resolve("classes") + File.pathSeparator + lib.resolve("*");
    return new Peer(
        name,
        title,
        Peer.Version.ofJar(lib, jar),
        new Peer.Source.Project(projects.resolve(name)),
        new Peer.Launch.Java(List.of("-cp", classPath, "shop.Main")));
  }

  private static Peer quarkus(Path projects) {
    var project = projects.resolve("quarkus");
    var application = project.resolve("target/quarkus-app");
    return new Peer(
        "quarkus",
        "Quarkus",
        Peer.Version.ofJar(application.resolve("lib/main"), "io.quarkus.quarkus-rest-"),
        new Peer.Source.Project(project),
        new Peer.Launch.Java(List.of("-jar", application.resolve("quarkus-run.jar").toString())));
  }

  /// Those with the names, all if there are none; Lodestar in any case.
  static List<Peer> named(List<Peer> all, List<String> names) {
    var chosen = new ArrayList<Peer>();
    for (var peer : all) {
      if (peer.name().equals(BASELINE) || names.isEmpty() || names.contains(peer.name())) {
        chosen.add(peer);
      }
    }
    for (var name : names) {
      if (all.stream().noneMatch(peer -> peer.name().equals(name))) {
        throw new IllegalArgumentException(
            "There is no peer '"
                + name
                + "'. There are "
                + String.join(", ", all.stream().map(Peer::name).toList())
                + ".");
      }
    }
    return List.copyOf(chosen);
  }
}

package dev.lodestar.dev.project;

import dev.lodestar.dev.build.Project.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What a `pom.xml` says itself about folders; what it inherits, Maven's conventions stand for.
///
/// @param file the file
/// @param folder where it lies
/// @param artifact its `artifactId`
/// @param packaging `jar` unless it says otherwise
/// @param modules the folders of its modules
/// @param sources its source folder
/// @param resources its resource folders
/// @param provided whether it has dependencies that it runs without
record Pom(
    Path file,
    Path folder,
    String artifact,
    String packaging,
    List<Path> modules,
    Path sources,
    List<Path> resources,
    boolean provided) {

  static Pom read(Path file) throws UnreadableException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return of(file, builder.parse(file.toFile()).getDocumentElement());
    } catch (SAXException malformed) {
      throw new UnreadableException(
          "'" + file + "' is not well-formed.", String.valueOf(malformed.getMessage()));
    } catch (IOException | ParserConfigurationException failure) {
      throw new UnreadableException("'" + file + "' cannot be read.", failure.toString());
    }
  }

  private static Pom of(Path file, Element root) {
    var folder = folderOf(file);
    var modules = new ArrayList<Path>();
    for (var list : children(root, "modules")) {
      for (var module : children(list, "module")) {
        modules.add(folder.resolve(text(module)).normalize());
      }
    }
    var build = children(root, "build").stream().findFirst();
    var sources = build.flatMap(each -> value(each, "sourceDirectory")).orElse("src/main/java");
    var resources = new ArrayList<Path>();
    build
        .map(each -> children(each, "resources"))
        .orElse(List.of())
        .forEach(list ->
            children(list, "resource")
                .forEach(each ->
                    value(each, "directory").ifPresent(path -> resources.add(path(folder, path)))));
    if (resources.isEmpty()) {
      resources.add(folder.resolve("src/main/resources"));
    }
    var scopes = root.getElementsByTagName("scope");
    var provided = false;
    for (var i = 0; i < scopes.getLength(); i++) {
      provided |= String.valueOf(scopes.item(i).getTextContent()).strip().equals("provided");
    }
    return new Pom(
        file.toAbsolutePath().normalize(),
        folder,
        value(root, "artifactId").orElse(String.valueOf(folder.getFileName())),
        value(root, "packaging").orElse("jar"),
        modules,
        path(folder, sources),
        resources,
        provided);
  }

  private static Path path(Path folder, String text) {
    return folder
        .resolve(text.replace("${project.basedir}/", "").replace("${basedir}/", ""))
        .normalize();
  }

  private static Optional<String> value(Element parent, String name) {
    return children(parent, name).stream().findFirst().map(Pom::text);
  }

  private static String text(Element element) {
    return String.valueOf(element.getTextContent()).strip();
  }

  private static List<Element> children(Element parent, String name) {
    var found = new ArrayList<Element>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
  }

  Path output() {
    return folder.resolve("target/classes");
  }
}

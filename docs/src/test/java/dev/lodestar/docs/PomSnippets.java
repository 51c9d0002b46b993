package dev.lodestar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// Checks the artifacts of the framework that a part of a Maven project names.
final class PomSnippets {
  private static final String GROUP = "dev.lodestar";

  private PomSnippets() {}

  static void check(String xml) throws Exception {
    var published = artifacts(Manual.read("bom/pom.xml"), "dependency");
    published.add("lodestar-bom");
    var version = version(Manual.read("pom.xml"));
    for (var dependency : elements(xml, "dependency")) {
      if (GROUP.equals(child(dependency, "groupId"))) {
        assertThat(published).contains(child(dependency, "artifactId"));
        assertThat(child(dependency, "version")).isIn("", version);
      }
    }
  }

  private static List<String> artifacts(String xml, String element) throws Exception {
    var artifacts = new ArrayList<String>();
    for (var each : elements(xml, element)) {
      artifacts.add(child(each, "artifactId"));
    }
    return artifacts;
  }

  private static String version(String pom) throws Exception {
    return child(elements(pom, "project").getFirst(), "version");
  }

  private static List<Element> elements(String xml, String name) throws Exception {
    var whole = xml.startsWith("<?xml") ? xml : "<snippet>" + xml + "</snippet>";
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(whole)));
    var found = document.getElementsByTagName(name);
    var elements = new ArrayList<Element>();
    for (var i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String child(Element element, String name) {
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }
}

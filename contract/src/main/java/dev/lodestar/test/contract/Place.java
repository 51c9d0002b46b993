package dev.lodestar.test.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A value in a document and where it stands.
///
/// @param root the document
/// @param pointer the JSON pointer (RFC 6901) of the value
/// @param value the value; a missing node if there is none
record Place(JsonNode root, String pointer, JsonNode value) {
  /// Longer chains of references are circles.
  private static final int MOST_REFERENCES = 64;

  static Place rootOf(JsonNode document) {
    return new Place(document, "", document);
  }

  boolean exists() {
    return !value.isMissingNode();
  }

  /// The member of that name, as it stands there.
  Place member(String name) {
    return new Place(root, pointer + "/" + escaped(name), value.path(name));
  }

  /// The item at an index.
  Place item(int index) {
    return new Place(root, pointer + "/" + index, value.path(index));
  }

  /// The member of that name, or what it refers to.
  Place at(String name) {
    return member(name).resolved();
  }

  /// What is referred to, if this is a reference to another place of the document.
  Place resolved() {
    var place = this;
    for (var i = 0; i < MOST_REFERENCES; i++) {
      var target = place.target();
      if (target.isEmpty()) {
        return place;
      }
      place = target.get();
    }
    return place;
  }

  /// Where the reference of this place leads, if it has one.
  Optional<Place> target() {
    return value
        .path("$ref")
        .stringValueOpt()
        .filter(reference -> reference.startsWith("#"))
        .map(reference -> rootOf(root).down(reference));
  }

  /// What a pointer from here leads to, as a fragment of a URI or without the number sign.
  Place down(String path) {
    var place = this;
    for (var segment : path.substring(path.startsWith("#") ? 1 : 0).split("/", -1)) {
      if (!segment.isEmpty()) {
        var name = unescaped(segment);
        place =
            place.value.isArray() && name.chars().allMatch(Character::isDigit)
                ? place.item(Integer.parseInt(name))
                : place.member(name);
      }
    }
    return place;
  }

  /// The members, each as it stands there.
  List<Map.Entry<String, Place>> members() {
    var members = new ArrayList<Map.Entry<String, Place>>();
    for (var name : value.propertyNames()) {
      members.add(Map.entry(name, member(name)));
    }
    return members;
  }

  /// The items, each as it stands there.
  List<Place> items() {
    var items = new ArrayList<Place>();
    if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        items.add(item(i));
      }
    }
    return items;
  }

  /// The text of a member; nothing if there is none.
  Optional<String> text(String name) {
    return value.path(name).stringValueOpt();
  }

  /// Whether a member is there and `true`.
  boolean isTrue(String name) {
    return value.path(name).booleanValue(false);
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String unescaped(String segment) {
    return percentDecoded(segment).replace("~1", "/").replace("~0", "~");
  }

  /// References are fragments of URIs.
  private static String percentDecoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? "#" : pointer;
  }
}

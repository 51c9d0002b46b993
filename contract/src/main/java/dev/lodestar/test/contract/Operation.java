package dev.lodestar.test.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// An operation of a document.
///
/// @param template the path template in the document
/// @param item the path item that it belongs to
/// @param place the operation object
record Operation(String template, Place item, Place place) {

  /// A parameter.
  ///
  /// @param place the parameter object
  /// @param in where it is sent: `path`, `query`, `header` or `cookie`
  record Parameter(Place place, String in, String name) {
    boolean required() {
      return place.isTrue("required") || in.equals("path");
    }

    /// All names under which it is accepted.
    List<String> names() {
      var names = new ArrayList<String>();
      names.add(name);
      place.member("x-aliases").items().forEach(alias -> names.add(alias.value().asString("")));
      return names;
    }
  }

  /// The parameters of the operation, then those of its path that it does not replace.
  List<Parameter> parameters() {
    var parameters = new ArrayList<Parameter>();
    var known = new HashSet<String>();
    for (var owner : List.of(place, item)) {
      for (var entry : owner.member("parameters").items()) {
        var parameter = entry.resolved();
        var in = parameter.text("in").orElse("");
        var name = parameter.text("name").orElse("");
        if (known.add(in + " " + name)) {
          parameters.add(new Parameter(parameter, in, name));
        }
      }
    }
    return parameters;
  }

  /// What the document says of a response with a status: of the very status, or its class, or of
  /// all others.
  Optional<Place> response(int status) {
    var responses = place.member("responses");
    for (var key : List.of(Integer.toString(status), status / 100 + "XX", "default")) {
      var response = responses.at(key);
      if (response.exists()) {
        return Optional.of(response);
      }
    }
    return Optional.empty();
  }

  /// Whether the document has a status or its class, instead of a default alone.
  boolean hasStatus(int status) {
    var responses = place.member("responses").value();
    return responses.has(Integer.toString(status)) || responses.has(status / 100 + "XX");
  }

  /// The statuses that the document has.
  String statuses() {
    var names = place.member("responses").value().propertyNames();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}

package dev.lodestar.jackson;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/// What a mapper calls the fields of a class.
final class PropertyNames {
  private PropertyNames() {}

  /// Names in documents by names in Java.
  static Map<String, String> of(ObjectMapper mapper, Class<?> type) {
    var bound = mapper.constructType(type);
    var introspector = mapper.deserializationConfig().classIntrospectorInstance();
    var annotated = introspector.introspectClassAnnotations(bound);
    var names = new HashMap<String, String>();
    for (var property :
        introspector.introspectForDeserialization(bound, annotated).findProperties()) {
      names.put(property.getInternalName(), property.getName());
    }
    return names;
  }
}

package dev.lodestar.openapi.document;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An OpenAPI 3.1 document, whoever wrote it: its operations and schemas, with references followed.
/// Immutable and thread-safe as long as its tree is not changed.
public final class ApiDocument {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final int MOST_REFERENCES = 100;

  private final Node root;
  private final Map<String, Node> schemas;
  private final List<ApiOperation> operations;
  private final List<ApiOperation> webhooks;

  private ApiDocument(Node root) {
    this.root = root;
    this.schemas = root.get("components").get("schemas").fields();
    var reader = new OperationReader(this);
    this.operations = reader.operations(root.get("paths"));
    this.webhooks = reader.operations(root.get("webhooks"));
  }

  /// Looks at a tree as a document.
  ///
  /// @param tree maps, lists, texts, numbers, booleans and nulls
  /// @return the document
  /// @throws DocumentException if it is none of OpenAPI 3.1
  public static ApiDocument of(Map<String, ?> tree) {
    return checked(Node.of(tree));
  }

  /// Reads a document, JSON or YAML 1.2.
  ///
  /// @param content the text in UTF-8
  /// @return the document
  /// @throws DocumentException if it is neither, or no document of OpenAPI 3.1
  public static ApiDocument parse(byte[] content) {
    for (var character : content) {
      if (!Character.isWhitespace(character)) {
        return checked(Node.of(character == '{' ? json(content) : YamlReader.read(content)));
      }
    }
    throw new DocumentException("The document is empty.");
  }

  /// Reads the document in a file, JSON or YAML 1.2.
  ///
  /// @param file the file
  /// @return the document
  /// @throws DocumentException as [#parse(byte\[\])] does; the message names the file
  /// @throws IOException if the file cannot be read
  public static ApiDocument read(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    try {
      return parse(content);
    } catch (DocumentException refused) {
      throw new DocumentException("In '" + file + "': " + refused.getMessage());
    }
  }

  private static Object json(byte[] content) {
    return switch (Json.standard().codec(Object.class).decode(content)) {
      case Decoded.Valid(var tree) -> tree;
      case Decoded.Invalid(var problems, _) ->
          throw new DocumentException(String.valueOf(problems.getFirst()));
      case Decoded.Malformed(var message, _, var line, var column) ->
          throw new DocumentException(
              "It is not JSON. " + message + " (line " + line + ", column " + column + ")");
    };
  }

  private static ApiDocument checked(Node root) {
    var version = root.get("openapi").text("");
    if (version.equals("3.1") || version.startsWith("3.1.")) {
      return new ApiDocument(root);
    }
    var found =
        !root.isObject()
            ? "This is no object"
            : root.get("swagger").isPresent()
                ? "Its field 'swagger' says " + root.get("swagger")
                : version.isEmpty()
                    ? "It has no field 'openapi'"
                    : "Its field 'openapi' says '" + version + "'";
    throw new DocumentException(
        found + ", but a document of OpenAPI 3.1 is read here, whose field says '3.1.0' or alike.");
  }

  /// Returns the whole tree.
  ///
  /// @return its root
  public Node root() {
    return root;
  }

  /// Returns what the application is called.
  ///
  /// @return the title; empty if there is none
  public String title() {
    return root.get("info").get("title").text("");
  }

  /// Returns the version of what is described.
  ///
  /// @return the version; empty if there is none
  public String version() {
    return root.get("info").get("version").text("");
  }

  /// Returns the operations of all paths.
  ///
  /// @return in the order of the document
  public List<ApiOperation> operations() {
    return operations;
  }

  /// Returns the operations that the application calls, not its clients.
  ///
  /// @return in the order of the document; their paths are the names of the webhooks
  public List<ApiOperation> webhooks() {
    return webhooks;
  }

  /// Returns the operations of a path item, such as one of a callback.
  ///
  /// @param name what stands for the path
  /// @param pathItem the path item
  /// @return its operations
  public List<ApiOperation> operations(String name, Node pathItem) {
    return new OperationReader(this).operations(Node.of(Map.of(name, pathItem.fields())));
  }

  /// Returns the schemas of the components by their names.
  ///
  /// @return in the order of the document
  public Map<String, Node> schemas() {
    return schemas;
  }

  /// Follows a reference, also one that leads to another.
  ///
  /// @param node anything
  /// @return what its `$ref` leads to; itself if it has none, or one that leads nowhere in the
  ///   document
  public Node resolve(Node node) {
    var at = node;
    for (var i = 0; i < MOST_REFERENCES; i++) {
      var reference = at.get("$ref").text();
      if (reference.isEmpty()) {
        return at;
      }
      var target = find(reference.get());
      if (!target.isPresent()) {
        return at;
      }
      at = target;
    }
    return at;
  }

  /// Finds what a reference leads to.
  ///
  /// @param reference a fragment with a JSON pointer, such as `#/components/schemas/Widget`
  /// @return what is there; [Node#NONE] if there is nothing, or the reference leads elsewhere
  public Node find(String reference) {
    if (!reference.startsWith("#/")) {
      return reference.equals("#") ? root : Node.NONE;
    }
    var at = root;
    for (var token : reference.substring(2).split("/", -1)) {
      at = step(at, decoded(token));
    }
    return at;
  }

  private static Node step(Node at, String token) {
    if (!at.isArray()) {
      return at.get(token);
    }
    var items = at.items();
    for (var i = 0; i < items.size(); i++) {
      if (token.equals(Integer.toString(i))) {
        return items.get(i);
      }
    }
    return Node.NONE;
  }

  private static String decoded(String token) {
    var text = new StringBuilder();
    var bytes = token.getBytes(StandardCharsets.UTF_8);
    var decoded = new byte[bytes.length];
    var length = 0;
    for (var i = 0; i < bytes.length; i++) {
      var high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      var low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        decoded[length++] = bytes[i];
      }
    }
    return text.append(new String(decoded, 0, length, StandardCharsets.UTF_8))
        .toString()
        .replace("~1", "/")
        .replace("~0", "~");
  }

  /// Returns the name of the component that a schema refers to.
  ///
  /// @param schema a schema
  /// @return the name, if it is a reference to a schema of the components that is there
  public Optional<String> component(Node schema) {
    return schema
        .get("$ref")
        .text()
        .filter(reference -> reference.startsWith(SCHEMAS) && find(reference).isPresent())
        .map(reference -> decoded(reference.substring(SCHEMAS.length())));
  }

  /// Returns a schema of the components together with all those that it needs, as a JSON Schema of
  /// its own.
  ///
  /// @param name the name of a component
  /// @return the schema, with the others under `$defs`; empty if there is no such component
  public Optional<Map<String, Object>> standalone(String name) {
    return schemas().containsKey(name)
        ? Optional.of(StandaloneSchemas.of(this, name))
        : Optional.empty();
  }

  /// Returns all schemas of the components as one JSON Schema.
  ///
  /// @return a schema that accepts everything and has the others under `$defs`
  public Map<String, Object> standalone() {
    return StandaloneSchemas.of(this);
  }

  /// Returns the names of the components that a schema needs, directly or through others.
  Set<String> reachable(Node schema) {
    var names = new HashSet<String>();
    var open = new ArrayList<Node>();
    open.add(schema);
    while (!open.isEmpty()) {
      var at = open.removeLast();
      component(at).filter(names::add).map(schemas()::get).ifPresent(open::add);
      open.addAll(at.items());
      open.addAll(at.fields().values());
    }
    return names;
  }
}

package dev.lodestar.doccomment;

import dev.lodestar.json.Json;
import dev.lodestar.sourcefile.SourcePlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Where the comments of a class are: in its source, if that is at hand, else in a resource.
final class CommentSources {
  private static final int LARGEST_RESOURCE = 50_000_000;

  private final SourcePlaces places;
  private final Map<Class<?>, Optional<TypeComments>> types = new HashMap<>();
  private final Map<Class<?>, Map<String, TypeComments>> sources = new HashMap<>();
  private final Map<String, Map<String, TypeComments>> files = new HashMap<>();
  private final Map<ClassLoader, Map<String, TypeComments>> resources = new HashMap<>();

  CommentSources(SourcePlaces places) {
    this.places = places;
  }

  static CommentSources ofThisProcess() {
    return new CommentSources(SourcePlaces.ofThisProcess());
  }

  /// The comments of a class; empty if they are not at hand.
  synchronized Optional<TypeComments> of(Class<?> type) {
    var known = types.get(type);
    if (known == null) {
      known = find(type);
      types.put(type, known);
    }
    return known;
  }

  private Optional<TypeComments> find(Class<?> type) {
    if (type.isArray() || type.isPrimitive() || type.isHidden() || isOfOthers(type)) {
      return Optional.empty();
    }
    var ofSource = ofSource(type);
    return ofSource.isPresent()
        ? ofSource
        : Optional.ofNullable(ofResource(type.getClassLoader()).get(type.getName()));
  }

  /// What the JDK and Lodestar say about their classes is meant for those who call them.
  private static boolean isOfOthers(Class<?> type) {
    var module = type.getModule().getName();
    if (module != null && (module.startsWith("java.") || module.startsWith("jdk."))) {
      return true;
    }
    return type.getName().startsWith("dev.lodestar.") && isBesideThis(type);
  }

  private static boolean isBesideThis(Class<?> type) {
    var here = SourcePlaces.locationOf(CommentSources.class);
    var json = SourcePlaces.locationOf(Json.class);
    var there = SourcePlaces.locationOf(type);
    return there != null && (there.equals(here) || there.equals(json));
  }

  private Optional<TypeComments> ofSource(Class<?> type) {
    var outermost = outermost(type);
    var comments = sources.get(outermost);
    if (comments == null) {
      comments = read(outermost, SourceName.of(outermost));
      sources.put(outermost, comments);
    }
    return Optional.ofNullable(comments.get(pathOf(type)));
  }

  private static Class<?> outermost(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null ? type : outermost(outer);
  }

  private Map<String, TypeComments> read(Class<?> type, String fileName) {
    var packageFolder = type.getPackageName().replace('.', '/');
    var relative = packageFolder.isEmpty() ? fileName : packageFolder + "/" + fileName;
    var implicitClass = SourceComments.implicitClass(fileName);
    var location = SourcePlaces.locationOf(type);
    for (var file : places.files(location, relative)) {
      if (Files.isRegularFile(file)) {
        return cached(file.toString(), implicitClass, () -> text(file));
      }
    }
    for (var archive : SourcePlaces.archives(location)) {
      if (Files.isRegularFile(archive)) {
        return cached(archive + "!" + relative, implicitClass, () -> text(archive, relative));
      }
    }
    return Map.of();
  }

  private Map<String, TypeComments> cached(
      String place, String implicitClass, Supplier<String> source) {
    var known = files.get(place);
    if (known == null) {
      known = SourceComments.of(source.get(), implicitClass);
      files.put(place, known);
    }
    return known;
  }

  private static String text(Path file) {
    try {
      return Files.size(file) > SourceComments.LARGEST
          ? ""
          : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String text(Path archive, String entryName) {
    try (var zip = new ZipFile(archive.toFile())) {
      var entry = zip.getEntry(entryName);
      if (entry == null) {
        return "";
      }
      try (var content = zip.getInputStream(entry)) {
        return new String(limited(content, SourceComments.LARGEST), StandardCharsets.UTF_8);
      }
    } catch (IOException unreadable) {
      return "";
    }
  }

  /// The bytes of a stream; none if there are too many.
  private static byte[] limited(InputStream content, int most) throws IOException {
    var bytes = content.readNBytes(most + 1);
    return bytes.length > most ? new byte[0] : bytes;
  }

  private Map<String, TypeComments> ofResource(@Nullable ClassLoader loader) {
    if (loader == null) {
      return Map.of();
    }
    var known = resources.get(loader);
    if (known == null) {
      known = readResources(loader);
      resources.put(loader, known);
    }
    return known;
  }

  private static Map<String, TypeComments> readResources(ClassLoader loader) {
    var all = new HashMap<String, TypeComments>();
    try {
      for (var url : Collections.list(loader.getResources(CommentsFile.RESOURCE))) {
        // Without the cache of jars, which would keep the file open.
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (var content = connection.getInputStream()) {
          CommentsFile.read(limited(content, LARGEST_RESOURCE)).forEach(all::putIfAbsent);
        }
      }
    } catch (IOException unreadable) {
      // Then what has been read has to do.
      return all;
    }
    return all;
  }

  /// The simple names from the outermost class inwards, joined by dots.
  private static String pathOf(Class<?> type) {
    @Nullable Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : pathOf(outer) + "." + type.getSimpleName();
  }
}

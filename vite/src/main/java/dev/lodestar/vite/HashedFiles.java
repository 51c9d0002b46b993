package dev.lodestar.vite;

import java.util.HashSet;
import java.util.Set;

/// Tells which files of a manifest have a hash in their names. Vite's hashes may be any eight
/// letters, so names alone do not tell them from words; the manifest does, since it knows what a
/// file is called without its hash.
final class HashedFiles {
  private static final int SHORTEST = 8;

  private HashedFiles() {}

  static Set<String> of(Manifest manifest) {
    var hashed = new HashSet<String>();
    for (var entry : manifest.chunks().entrySet()) {
      var chunk = entry.getValue();
      var names = new HashSet<String>();
      names.add(stemOf(entry.getKey()));
      chunk.src().ifPresent(source -> names.add(stemOf(source)));
      chunk.name().ifPresent(name -> names.add(lastOf(name)));
      for (var file : chunk.css()) {
        addIfHashed(file, names, hashed);
      }
      addIfHashed(chunk.file(), names, hashed);
    }
    return Set.copyOf(hashed);
  }

  private static void addIfHashed(String file, Set<String> names, Set<String> hashed) {
    var stem = stemOf(file);
    if (!names.contains(stem) && endsInHash(stem)) {
      hashed.add(file);
    }
  }

  /// The hash may have hyphens of its own, so it is looked for from its length.
  private static boolean endsInHash(String stem) {
    var start = stem.length() - SHORTEST;
    if (start < 2) {
      return false;
    }
    var separator = Math.max(stem.lastIndexOf('-', start - 1), stem.lastIndexOf('.', start - 1));
    return separator > 0 && looksRandom(stem.substring(separator + 1));
  }

  private static boolean looksRandom(String hash) {
    var random = false;
    for (var i = 0; i < hash.length(); i++) {
      var c = hash.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      var digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '-' && c != '_') {
        return false;
      }
      random |= digit || (c >= 'A' && c <= 'Z');
    }
    return random;
  }

  private static String stemOf(String path) {
    var name = lastOf(path);
    var dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

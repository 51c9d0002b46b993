package dev.lodestar.vite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder as Vite writes it: two entries that share a chunk, which imports another one.
record Dist(Path folder) {
  static final String MANIFEST =
      """
      {
        "_shared-B7PI925R.js": {
          "file": "assets/shared-B7PI925R.js",
          "name": "shared",
          "imports": ["_base-Cx81Qw0p.js"],
          "css": ["assets/shared-ChJ_j-JJ.css"]
        },
        "_base-Cx81Qw0p.js": {
          "file": "assets/base-Cx81Qw0p.js",
          "name": "base",
          "imports": ["_shared-B7PI925R.js"],
          "css": ["assets/base-DfEEFvmA.css"]
        },
        "src/logo.svg": {"file": "assets/logo-BuPIv-2h.svg", "src": "src/logo.svg"},
        "src/lazy.ts": {
          "file": "assets/lazy-DmabcdeZ.js",
          "name": "lazy",
          "src": "src/lazy.ts",
          "isDynamicEntry": true,
          "imports": ["_shared-B7PI925R.js"]
        },
        "src/main.ts": {
          "file": "assets/main-BRBmoGS9.js",
          "name": "main",
          "src": "src/main.ts",
          "isEntry": true,
          "imports": ["_shared-B7PI925R.js", "_base-Cx81Qw0p.js"],
          "dynamicImports": ["src/lazy.ts"],
          "css": ["assets/main-5UjPuW-k.css"],
          "assets": ["assets/logo-BuPIv-2h.svg"]
        },
        "src/admin.ts": {
          "file": "assets/admin-abcdefGh.js",
          "name": "admin",
          "src": "src/admin.ts",
          "isEntry": true,
          "imports": ["_shared-B7PI925R.js"]
        },
        "src/print.css": {
          "file": "assets/print-C0PzWbRf.css",
          "src": "src/print.css",
          "isEntry": true
        }
      }
      """;

  static Dist in(Path folder) throws IOException {
    var dist = new Dist(folder);
    dist.write(".vite/manifest.json", MANIFEST);
    var files =
        Map.of(
            "assets/shared-B7PI925R.js", "shared",
            "assets/shared-ChJ_j-JJ.css", "shared{}",
            "assets/base-Cx81Qw0p.js", "base",
            "assets/base-DfEEFvmA.css", "base{}",
            "assets/logo-BuPIv-2h.svg", "<svg/>",
            "assets/main-BRBmoGS9.js", "main",
            "assets/main-5UjPuW-k.css", "main{}",
            "assets/admin-abcdefGh.js", "admin",
            "assets/print-C0PzWbRf.css", "print{}",
            "index.html", "<p>page</p>");
    for (var file : files.entrySet()) {
      dist.write(file.getKey(), file.getValue());
    }
    return dist;
  }

  Path write(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /// The plugin of an application that is not in development, whatever the process is.
  Vite vite() {
    return Vite.directory(folder).environment(Map.of());
  }
}

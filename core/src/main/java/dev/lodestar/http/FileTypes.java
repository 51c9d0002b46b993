package dev.lodestar.http;

import java.util.Locale;

/// What files are by the extensions of their names. A table of our own, so that an application
/// answers the same on every machine.
final class FileTypes {
  private FileTypes() {}

  static MediaType of(String fileName) {
    var dot = fileName.lastIndexOf('.');
    if (dot < 0) {
      return MediaType.OCTET_STREAM;
    }
    var type = ofExtension(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    return switch (type) {
      case "application/octet-stream" -> MediaType.OCTET_STREAM;
      case "application/json" -> MediaType.JSON;
      case "text/html" -> MediaType.HTML;
      case "text/plain" -> MediaType.TEXT;
      default -> {
        var parsed = MediaType.parse(type);
        yield type.startsWith("text/") ? parsed.withParameter("charset", "utf-8") : parsed;
      }
    };
  }

  private static String ofExtension(String extension) {
    return switch (extension) {
      case "html", "htm" -> "text/html";
      case "css" -> "text/css";
      case "js", "mjs", "cjs" -> "text/javascript";
      case "json", "map" -> "application/json";
      case "webmanifest" -> "application/manifest+json";
      case "jsonld" -> "application/ld+json";
      case "ndjson", "jsonl" -> "application/x-ndjson";
      case "geojson" -> "application/geo+json";
      case "wasm" -> "application/wasm";
      case "xhtml", "xht" -> "application/xhtml+xml";
      case "xml", "xsl", "xslt", "xsd" -> "application/xml";
      case "rss" -> "application/rss+xml";
      case "atom" -> "application/atom+xml";
      case "txt", "text", "log" -> "text/plain";
      case "md", "markdown" -> "text/markdown";
      case "csv" -> "text/csv";
      case "tsv" -> "text/tab-separated-values";
      case "vtt" -> "text/vtt";
      case "ics" -> "text/calendar";
      case "vcf" -> "text/vcard";
      case "yaml", "yml" -> "application/yaml";
      case "toml" -> "application/toml";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "apng" -> "image/apng";
      case "jpg", "jpeg", "jpe" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "avif" -> "image/avif";
      case "heic" -> "image/heic";
      case "jxl" -> "image/jxl";
      case "ico" -> "image/vnd.microsoft.icon";
      case "bmp" -> "image/bmp";
      case "tif", "tiff" -> "image/tiff";
      case "psd" -> "image/vnd.adobe.photoshop";
      case "mp3" -> "audio/mpeg";
      case "m4a" -> "audio/mp4";
      case "aac" -> "audio/aac";
      case "oga", "ogg", "opus", "spx" -> "audio/ogg";
      case "wav" -> "audio/wav";
      case "flac" -> "audio/flac";
      case "weba" -> "audio/webm";
      case "mid", "midi" -> "audio/midi";
      case "mp4", "m4v" -> "video/mp4";
      case "mpeg", "mpg" -> "video/mpeg";
      case "webm" -> "video/webm";
      case "ogv" -> "video/ogg";
      case "mov", "qt" -> "video/quicktime";
      case "avi" -> "video/x-msvideo";
      case "mkv" -> "video/matroska";
      case "3gp" -> "video/3gpp";
      case "m3u8" -> "application/vnd.apple.mpegurl";
      case "mpd" -> "application/dash+xml";
      case "ts" -> "video/mp2t";
      case "woff" -> "font/woff";
      case "woff2" -> "font/woff2";
      case "ttf" -> "font/ttf";
      case "otf" -> "font/otf";
      case "ttc" -> "font/collection";
      case "eot" -> "application/vnd.ms-fontobject";
      case "pdf" -> "application/pdf";
      case "rtf" -> "application/rtf";
      case "epub" -> "application/epub+zip";
      case "doc" -> "application/msword";
      case "xls" -> "application/vnd.ms-excel";
      case "ppt" -> "application/vnd.ms-powerpoint";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "pptx" -> "application/vnd.openxmlformats-officedocument.presentationml.presentation";
      case "odt" -> "application/vnd.oasis.opendocument.text";
      case "ods" -> "application/vnd.oasis.opendocument.spreadsheet";
      case "odp" -> "application/vnd.oasis.opendocument.presentation";
      case "zip" -> "application/zip";
      case "jar" -> "application/java-archive";
      case "gz", "tgz" -> "application/gzip";
      case "bz2" -> "application/x-bzip2";
      case "xz" -> "application/x-xz";
      case "zst" -> "application/zstd";
      case "tar" -> "application/x-tar";
      case "7z" -> "application/x-7z-compressed";
      case "rar" -> "application/vnd.rar";
      case "glb" -> "model/gltf-binary";
      case "gltf" -> "model/gltf+json";
      case "stl" -> "model/stl";
      case "ps", "eps", "ai" -> "application/postscript";
      case "sqlite", "sqlite3" -> "application/vnd.sqlite3";
      case "parquet" -> "application/vnd.apache.parquet";
      case "apk" -> "application/vnd.android.package-archive";
      default -> "application/octet-stream";
    };
  }
}

package dev.lodestar.http;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file as the content of a response. Immutable and thread-safe; every method returns a new
/// object.
///
/// ```java
/// @Get("/invoices/{id}")
/// FileBody invoice(long id) {
///   return FileBody.of(folder.resolve(id + ".pdf")).attachment("Invoice " + id + ".pdf");
/// }
/// ```
///
/// The response has the media type that the name stands for, `Content-Length`, `Last-Modified`,
/// `ETag`, `Accept-Ranges` and `X-Content-Type-Options: nosniff`; headers of a [Response] around
/// the file take the place of these. Preconditions and ranges (RFC 9110, sections 13 and 14) are
/// answered by themselves. The file is looked at when the response is rendered, opened only when
/// content is sent, and never read as a whole; one that does not exist, or is no regular file, is
/// answered 404.
///
/// A path is taken as it is: whoever makes one of what a client sent has to see that it stays where
/// it should. `dev.lodestar.files.StaticFiles` does.
public final class FileBody {
  private static final long SETTLING_MILLIS = 2000;

  private final Path path;
  private final @Nullable Attributes known;
  private final @Nullable MediaType mediaType;
  private final @Nullable ContentDisposition disposition;
  private final @Nullable EntityTag entityTag;
  private final @Nullable CacheControl cacheControl;
  private final boolean dated;
  private final @Nullable LinkFreeFolder folder;

  private FileBody(
      Path path,
      @Nullable Attributes known,
      @Nullable MediaType mediaType,
      @Nullable ContentDisposition disposition,
      @Nullable EntityTag entityTag,
      @Nullable CacheControl cacheControl,
      boolean dated,
      @Nullable LinkFreeFolder folder) {
    this.path = path;
    this.known = known;
    this.mediaType = mediaType;
    this.disposition = disposition;
    this.entityTag = entityTag;
    this.cacheControl = cacheControl;
    this.dated = dated;
    this.folder = folder;
  }

  /// What there is to know of a file before it is opened.
  ///
  /// @param size how many bytes it has
  /// @param lastModified when it was changed
  public record Attributes(long size, Instant lastModified) {

    /// Returns the attributes of a file that has been looked at.
    ///
    /// @param attributes what was seen
    /// @return size and time
    public static Attributes of(BasicFileAttributes attributes) {
      return new Attributes(attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    /// Returns a tag of size and time, to the nanosecond as far as the file system keeps it. It is
    /// weak for two seconds after a change, in which the file may change once more without a change
    /// of its time.
    ///
    /// @return the tag
    public EntityTag entityTag() {
      var value =
          Long.toHexString(size)
              + "-"
              + Long.toHexString(lastModified.getEpochSecond())
              + "."
              + Integer.toHexString(lastModified.getNano());
      var age = System.currentTimeMillis() - lastModified.toEpochMilli();
      return new EntityTag(value, age < SETTLING_MILLIS);
    }
  }

  /// Returns a file.
  ///
  /// @param path the file, of any file system
  /// @return the content
  public static FileBody of(Path path) {
    return new FileBody(path, null, null, null, null, null, true, null);
  }

  /// Returns a file that has been looked at already, so that it is not looked at again.
  ///
  /// @param path a regular file, of any file system
  /// @param attributes what was seen
  /// @return the content
  public static FileBody of(Path path, Attributes attributes) {
    return new FileBody(path, attributes, null, null, null, null, true, null);
  }

  /// Has the file saved under its own name.
  ///
  /// @return the new content
  public FileBody attachment() {
    return attachment(nameOf(path));
  }

  /// Has the file saved under a name.
  ///
  /// @param fileName the name; see [ContentDisposition] for what becomes of unusual characters
  /// @return the new content
  public FileBody attachment(String fileName) {
    return disposition(ContentDisposition.attachment(fileName));
  }

  /// Has the file shown, and saved under a name if the user asks for it.
  ///
  /// @param fileName the name
  /// @return the new content
  public FileBody inline(String fileName) {
    return disposition(ContentDisposition.inline(fileName));
  }

  private FileBody disposition(ContentDisposition disposition) {
    return new FileBody(
        path, known, mediaType, disposition, entityTag, cacheControl, dated, folder);
  }

  /// Says what the file is, where its name does not.
  ///
  /// @param mediaType the media type
  /// @return the new content
  public FileBody mediaType(MediaType mediaType) {
    return new FileBody(
        path, known, mediaType, disposition, entityTag, cacheControl, dated, folder);
  }

  /// Gives the file an entity tag, for instance a checksum that is known. The default is a tag of
  /// size and time.
  ///
  /// @param tag names the state of the file
  /// @return the new content
  public FileBody entityTag(EntityTag tag) {
    return new FileBody(path, known, mediaType, disposition, tag, cacheControl, dated, folder);
  }

  /// Says what caches may do with the file.
  ///
  /// @param cacheControl the directives
  /// @return the new content
  public FileBody cacheControl(CacheControl cacheControl) {
    return new FileBody(
        path, known, mediaType, disposition, entityTag, cacheControl, dated, folder);
  }

  /// Leaves out when the file was changed, for files whose time says nothing, such as those of
  /// reproducible archives. Unless it gets an entity tag of its own, the response has none then.
  ///
  /// @return the new content
  public FileBody undated() {
    return new FileBody(
        path, known, mediaType, disposition, entityTag, cacheControl, false, folder);
  }

  /// Has no link followed below a folder when the file is opened, also if somebody who may write
  /// there exchanges a folder on the way for a link after it was looked at: then the answer is 404.
  ///
  /// ```java
  /// private final LinkFreeFolder uploads = LinkFreeFolder.of(Path.of("uploads"));
  ///
  /// FileBody picture(String name) {
  ///   return FileBody.of(uploads.path().resolve(name)).below(uploads);
  /// }
  /// ```
  ///
  /// @param folder the folder, which the path of this file leads below; the same one for all of its
  ///   files, since it keeps open what they lie in
  /// @return the new content
  /// @throws IllegalArgumentException if the file does not lie below the folder, or its path goes
  ///   up with `..`
  public FileBody below(LinkFreeFolder folder) {
    if (!folder.isAbove(path)) {
      throw new IllegalArgumentException(
          "The file '" + path + "' does not lie below the folder '" + folder.path() + "'.");
    }
    return new FileBody(
        path, known, mediaType, disposition, entityTag, cacheControl, dated, folder);
  }

  private static String nameOf(Path path) {
    var name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /// Returns the file.
  ///
  /// @return the path
  public Path path() {
    return path;
  }

  /// Returns what is known of the file without a look at it.
  ///
  /// @return size and time; nothing if nobody has looked yet
  public Optional<Attributes> known() {
    return Optional.ofNullable(known);
  }

  /// Returns the folder below which no link is followed.
  ///
  /// @return the folder; nothing if links are followed
  public Optional<LinkFreeFolder> folder() {
    return Optional.ofNullable(folder);
  }

  /// Returns what the file is: what was said, or what its name stands for. Text is taken for UTF-8.
  ///
  /// @return the media type; `application/octet-stream` if the name stands for nothing
  public MediaType mediaType() {
    return mediaType != null ? mediaType : MediaType.ofFileName(nameOf(path));
  }

  /// Returns how the file is shown or saved.
  ///
  /// @return the disposition; nothing if nothing was said
  public Optional<ContentDisposition> disposition() {
    return Optional.ofNullable(disposition);
  }

  /// Returns the entity tag that was given.
  ///
  /// @return the tag; nothing if none was given
  public Optional<EntityTag> entityTag() {
    return Optional.ofNullable(entityTag);
  }

  /// Returns what caches may do with the file.
  ///
  /// @return the directives; nothing if nothing was said
  public Optional<CacheControl> cacheControl() {
    return Optional.ofNullable(cacheControl);
  }

  /// Tells whether the response says when the file was changed.
  ///
  /// @return `false` after [#undated()]
  public boolean isDated() {
    return dated;
  }

  /// Returns the path and the media type.
  @Override
  public String toString() {
    return "FileBody[" + path + ", " + mediaType() + "]";
  }
}

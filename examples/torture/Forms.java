package torture;

import dev.lodestar.Form;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Tags;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.model.Default;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Forms and uploads of every kind.
@Path("/forms")
@Tags("forms")
final class Forms {
  record Address(String street, Optional<String> city) {}

  record Contact(
      @NotBlank String name,
      @Email String email,
      @WriteOnly Optional<String> password,
      @Default({}) List<String> topic,
      @Default("false") boolean newsletter,
      Optional<LocalDate> birthday,
      Address address) {}

  record Photo(
      @Size(max = 40) String title, OptionalInt year, Upload photo, Optional<Upload> raw) {}

  record Stored(String name, long size) {
    static Stored of(Upload upload) {
      return new Stored(upload.safeFileName(), upload.size());
    }
  }

  @Post("/contact")
  Map<String, String> contact(@Form Contact contact) {
    var told = new TreeMap<String, String>();
    told.put("name", contact.name());
    told.put("email", contact.email());
    told.put("topics", contact.topic().toString());
    told.put("newsletter", "" + contact.newsletter());
    told.put("street", contact.address().street());
    return told;
  }

  @Post("/fields")
  List<String> fields(@Form String name, @Form("e-mail") Optional<String> email, String place) {
    return List.of(name, email.orElse(""), place);
  }

  @Post("/photo")
  Stored photo(@Form Photo photo) {
    return Stored.of(photo.photo());
  }

  @Post("/avatar")
  Stored avatar(Upload file) {
    return Stored.of(file);
  }

  @Post("/documents")
  List<Stored> documents(List<Upload> file, @Form Optional<String> comment) {
    return file.stream().map(Stored::of).toList();
  }

  @Post("/all")
  Map<String, List<Stored>> all(Map<String, List<Upload>> files) {
    var stored = new TreeMap<String, List<Stored>>();
    files.forEach((name, uploads) -> stored.put(name, uploads.stream().map(Stored::of).toList()));
    return stored;
  }

  @Post("/any")
  List<String> any(FormData form) {
    return List.copyOf(form.names());
  }

  @Post("/parts")
  List<String> parts(Multipart parts) throws Exception {
    var names = new ArrayList<String>();
    parts.forEach(part -> names.add(part.name()));
    return names;
  }
}

package dev.lodestar.form;

import static dev.lodestar.form.Bodies.MULTIPART;
import static dev.lodestar.form.Bodies.bytes;
import static dev.lodestar.form.Bodies.multipart;
import static dev.lodestar.form.Bodies.request;
import static dev.lodestar.form.Bodies.told;
import static dev.lodestar.form.Bodies.urlEncoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms that are read part by part.
class MultipartTest {
  private static final String[] LINES = {
    "--xYzZY",
    "Content-Disposition: form-data; name=\"title\"",
    "",
    "A day out",
    "--xYzZY",
    "Content-Disposition: form-data; name=\"photo\"; filename=\"../dog.jpg\"",
    "Content-Type: image/jpeg",
    "",
    "content of\r\nthe photo",
    "--xYzZY",
    "Content-Disposition: form-data; name=\"none\"; filename=\"\"",
    "",
    "",
    "--xYzZY",
    "Content-Disposition: form-data; name=\"last\"",
    "",
    "x",
    "--xYzZY--"
  };

  @TempDir private Path folder;

  private static Multipart form() {
    return Multipart.of(multipart(LINES));
  }

  private static Multipart over(InputStream body, FormLimits limits) {
    return Multipart.over(body, MediaType.parse(MULTIPART), limits);
  }

  private static Part next(Multipart parts) throws IOException {
    return parts.next().orElseThrow();
  }

  @Test
  void parts_come_in_order_with_what_they_say_of_themselves() throws IOException {
    var parts = form();

    var title = next(parts);
    assertThat(title.number()).isEqualTo(1);
    assertThat(title.name()).isEqualTo("title");
    assertThat(title.isFile()).isFalse();
    assertThat(title.fileName()).isEmpty();
    assertThat(title.mediaType()).isEmpty();
    assertThat(title.text()).isEqualTo("A day out");
    var photo = next(parts);
    assertThat(photo).hasToString("part 2 'photo'");
    assertThat(photo.isFile()).isTrue();
    assertThat(photo.fileName()).contains("../dog.jpg");
    assertThat(photo.safeFileName()).isEqualTo("dog.jpg");
    assertThat(photo.mediaType()).contains(MediaType.parse("image/jpeg"));
    assertThat(photo.headers().size()).isEqualTo(2);
    assertThat(photo.stream()).hasContent("content of\r\nthe photo");
    assertThat(next(parts).number()).isEqualTo(4);
    assertThat(parts.next()).isEmpty();
    assertThat(parts.next()).isEmpty();
  }

  @Test
  void what_is_not_read_is_skipped() throws IOException {
    var parts = form();

    next(parts);
    assertThat(next(parts).stream().read()).isEqualTo('c');
    assertThat(next(parts).text()).isEqualTo("x");
  }

  @Test
  void each_part_is_given_to_an_action() throws Exception {
    var names = new ArrayList<String>();

    form().forEach(part -> names.add(part.name() + "=" + part.text()));

    assertThat(names).containsExactly("title=A day out", "photo=content of\r\nthe photo", "last=x");
  }

  @Test
  void an_action_may_fail_and_the_rest_is_still_there() throws IOException {
    var parts = form();

    assertThatThrownBy(() ->
            parts.<InterruptedException>forEach(_ -> {
              throw new InterruptedException("stop");
            }))
        .isInstanceOf(InterruptedException.class);
    assertThat(next(parts).name()).isEqualTo("photo");
  }

  @Test
  void a_part_is_over_when_the_next_one_is_asked_for() throws IOException {
    var parts = form();
    var title = next(parts);
    next(parts);

    assertThatThrownBy(() -> title.stream().read())
        .isInstanceOf(IOException.class)
        .hasMessage("Part 1 of the form is over; read it before the next part is asked for.");
    assertThatThrownBy(title::text).isInstanceOf(IOException.class);
  }

  @Test
  void a_stream_can_be_read_in_any_way() throws IOException {
    var parts = form();
    next(parts);
    var stream = next(parts).stream();

    assertThat(stream.read(new byte[0])).isZero();
    assertThat(stream.read()).isEqualTo('c');
    assertThat(stream.skip(2)).isEqualTo(2);
    assertThat(stream.skip(-1)).isZero();
    assertThat(new String(stream.readNBytes(4), UTF_8)).isEqualTo("tent");
    assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo(" of\r\nthe photo");
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(new byte[5])).isEqualTo(-1);
  }

  @Test
  void a_form_is_the_same_one_for_everybody_who_asks() throws IOException {
    var request = multipart(LINES);
    next(Multipart.of(request));

    assertThat(next(Multipart.of(request)).name()).isEqualTo("photo");
  }

  @Test
  void a_form_is_read_either_whole_or_part_by_part() throws IOException {
    var parts = multipart(LINES);
    Multipart.of(parts);
    var whole = multipart(LINES);
    Forms.read(whole);

    assertThatThrownBy(() -> Forms.read(parts))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The form is being read part by part; use either Multipart or the whole form.");
    assertThatThrownBy(() -> Multipart.of(whole))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The form was read as a whole already; use either Multipart or the whole form.");
  }

  @Test
  void only_multipart_forms_have_parts() {
    for (var request : List.of(urlEncoded("a=1"), request("", bytes("a=1")))) {
      var refusal = catchThrowableOfType(HttpException.class, () -> Multipart.of(request));

      assertThat(refusal.status().code()).isEqualTo(415);
      assertThat(refusal.headers().first("Accept")).contains("multipart/form-data");
    }
  }

  @Test
  void a_part_is_written_to_a_file_that_is_new() throws IOException {
    var target = folder.resolve("photo");
    var parts = form();
    next(parts);

    assertThat(next(parts).transferTo(target)).isEqualTo(21);

    assertThat(target).hasContent("content of\r\nthe photo");
    assertThatThrownBy(() -> next(parts).transferTo(target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("content of\r\nthe photo");
  }

  @Test
  void a_part_that_is_cut_off_leaves_no_file() throws IOException {
    var parts =
        Multipart.of(
            multipart(
                "--xYzZY", "Content-Disposition: form-data; name=a; filename=b", "", "content"));
    var part = next(parts);

    var refusal =
        catchThrowableOfType(HttpException.class, () -> part.transferTo(folder.resolve("target")));

    assertThat(told(refusal))
        .isEqualTo("400 The form ends in part 1, before the boundary that closes it.");
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @Test
  void what_is_malformed_stays_so_for_whoever_asks_again() {
    var parts = Multipart.of(multipart("--xYzZY", "X", "", "", "--xYzZY--"));

    var first = catchThrowableOfType(HttpException.class, parts::next);
    assertThat(catchThrowableOfType(HttpException.class, parts::next)).isSameAs(first);
  }

  @Test
  void limits_hold_for_what_is_skipped() throws IOException {
    var limits = FormLimits.standard().withFileSize(20);
    var parts = Multipart.of(multipart(LINES), limits);
    next(parts);
    next(parts);

    assertThat(told(catchThrowableOfType(HttpException.class, parts::next)))
        .isEqualTo(
            "413 In part 2, the field 'photo' of the form: The file is larger than the 20 bytes that"
                + " are accepted here.");
  }

  @Test
  void a_file_that_is_read_as_a_text_has_the_size_of_one() throws IOException {
    var parts = Multipart.of(multipart(LINES), FormLimits.standard().withFieldSize(20));
    next(parts);
    var photo = next(parts);

    assertThat(told(catchThrowableOfType(HttpException.class, photo::text)))
        .isEqualTo(
            "413 In part 2, the field 'photo' of the form: The text is larger than 20 bytes.");
  }

  @Test
  void a_text_is_in_the_character_set_that_a_field_before_it_names() throws IOException {
    var parts =
        Multipart.of(
            multipart(
                "--xYzZY",
                "Content-Disposition: form-data; name=_charset_",
                "",
                "windows-1252",
                "--xYzZY",
                "Content-Disposition: form-data; name=a",
                "",
                "\u0080",
                "--xYzZY--"));
    next(parts);

    assertThat(next(parts).text()).isEqualTo("€");
  }

  @Test
  void the_same_is_read_however_the_bytes_arrive() throws Exception {
    var body = bytes(String.join("\r\n", LINES) + "\r\nepilogue");
    for (var size = 1; size < 120; size++) {
      var read = new ArrayList<String>();
      var source = new Trickle(body, size);

      over(source, FormLimits.standard())
          .forEach(part -> read.add(part.name() + "=" + part.text()));

      assertThat(read)
          .as("%d bytes at a time", size)
          .containsExactly("title=A day out", "photo=content of\r\nthe photo", "last=x");
      assertThat(source.read()).as("what is left").isEqualTo(-1);
    }
  }

  @Test
  void content_is_given_as_it_arrives() throws IOException {
    var source = new Trickle(bytes(String.join("\r\n", LINES)), 1);
    var parts = over(source, FormLimits.standard());
    next(parts);
    var stream = next(parts).stream();

    var before = source.given();
    assertThat(stream.read()).isEqualTo('c');
    assertThat(source.given() - before).isLessThanOrEqualTo("xYzZY".length() + 4);
  }

  @Test
  void a_client_that_goes_is_told_as_it_is() throws IOException {
    var gone = InputStream.nullInputStream();
    gone.close();
    var parts = over(gone, FormLimits.standard());

    assertThatThrownBy(parts::next).isInstanceOf(IOException.class).hasMessage("Stream closed");
  }
}

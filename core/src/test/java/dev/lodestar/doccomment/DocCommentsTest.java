package dev.lodestar.doccomment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.sourcefile.SourcePlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocCommentsTest {
  private static final String SHOP =
      """
      package shop;

      /// Sells widgets.
      public class Shop implements Seller<Shop.Item> {
        /** {@inheritDoc} Quickly. */
        @Override
        public void sell(Item item) {}

        /// One.
        public void find(int number) {}

        /// Many.
        public void find(String name, java.util.List<String> others) {}

        public void bare() {}

        /// An item.
        ///
        /// @param sku what the label says
        public record Item(String sku, int price) {
          /// {@return the price in cents}
          public int price() {
            return price;
          }
        }

        /// How good it is.
        public enum Level {
          /// Not so good.
          LOW,
          HIGH
        }

        public static class Bean extends Base {
          private String size;

          /// Returns something.
          ///
          /// @return the size in metres
          public String getSize() {
            return size;
          }

          /// @param colour the colour as a word
          public void setColour(String colour) {}
        }

        public static class Base {
          /// The number.
          public int number;
        }
      }

      /// Who sells.
      interface Seller<T> {
        /// Sells something.
        ///
        /// @param item what to sell
        void sell(T item);
      }
      """;

  @TempDir Path folder;

  private final List<URLClassLoader> loaders = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (var loader : loaders) {
      loader.close();
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void compile(Path source, Path classes) throws IOException {
    Files.createDirectories(classes);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream(),
                    "-g",
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();
  }

  private Class<?> load(Path place, String name) throws Exception {
    var loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null);
    loaders.add(loader);
    return Class.forName(name, false, loader);
  }

  private static void zip(Path archive, Path root) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive));
        var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
      }
    }
  }

  private static DocComments comments() {
    return new DocComments(new CommentSources(new SourcePlaces(null)));
  }

  /// A class of a build that has its sources where Maven has them.
  private Class<?> inBuild(String name) throws Exception {
    var source = write(folder.resolve("src/main/java/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("target/classes"));
    return load(folder.resolve("target/classes"), name);
  }

  private static Optional<String> text(Class<?> type) {
    return comments().of(type).map(DocComment::text);
  }

  // Where sources are.

  @Test
  void sources_are_found_beside_the_classes_of_a_build() throws Exception {
    assertThat(text(inBuild("shop.Shop"))).contains("Sells widgets.");
  }

  @Test
  void sources_are_found_beside_the_classes_of_gradle() throws Exception {
    var source = write(folder.resolve("src/main/java/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("build/classes/java/main"));

    assertThat(text(load(folder.resolve("build/classes/java/main"), "shop.Shop")))
        .contains("Sells widgets.");
  }

  @Test
  void sources_are_found_in_the_archive_beside_a_jar() throws Exception {
    var source = write(folder.resolve("in/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("out"));
    zip(folder.resolve("shop-1.0.jar"), folder.resolve("out"));
    zip(folder.resolve("shop-1.0-sources.jar"), folder.resolve("in"));

    assertThat(text(load(folder.resolve("shop-1.0.jar"), "shop.Shop"))).contains("Sells widgets.");
  }

  @Test
  void the_source_of_a_launched_program_is_found_with_its_folders() throws Exception {
    var source = write(folder.resolve("in/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("out"));
    var type = load(folder.resolve("out"), "shop.Shop");
    var launched = new DocComments(new CommentSources(new SourcePlaces(source)));

    assertThat(launched.of(type).map(DocComment::text)).contains("Sells widgets.");
  }

  @Test
  void comments_are_found_in_the_resource_that_was_made_of_sources() throws Exception {
    var source = write(folder.resolve("in/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("out"));
    var resource = folder.resolve("out").resolve(CommentsFile.RESOURCE);
    Files.createDirectories(resource.getParent());
    Files.write(resource, CommentsFile.of(List.of(folder.resolve("in"))));
    var item = load(folder.resolve("out"), "shop.Shop$Item");

    assertThat(text(item)).contains("An item.");
    assertThat(comments().ofField(item, "sku")).contains("what the label says");
    assertThat(comments().ofField(item, "price")).contains("the price in cents");
  }

  @Test
  void the_resource_is_the_same_for_the_same_sources_and_leaves_out_what_is_empty()
      throws Exception {
    write(folder.resolve("in/b/B.java"), "package b;\n/// A thing.\nclass B { int x; class C {} }");
    write(folder.resolve("in/A.java"), "/// @param x a number\nrecord A(int x) {}");

    var document = new String(CommentsFile.of(List.of(folder.resolve("in"))), UTF_8);

    assertThat(document)
        .isEqualToIgnoringWhitespace(
            """
            {"A": {"parameters": {"x": "a number"}}, "b.B": {"text": "A thing."}}
            """);
    assertThat(CommentsFile.of(List.of(folder.resolve("in/b/B.java"), folder.resolve("in/A.java"))))
        .isEqualTo(document.getBytes(UTF_8));
  }

  @Test
  void a_class_without_sources_has_no_comment() throws Exception {
    var source = write(folder.resolve("in/shop/Shop.java"), SHOP);
    compile(source, folder.resolve("out"));

    assertThat(text(load(folder.resolve("out"), "shop.Shop"))).isEmpty();
  }

  @Test
  void classes_of_the_jdk_and_of_lodestar_have_none() {
    assertThat(text(String.class)).isEmpty();
    assertThat(text(int.class)).isEmpty();
    assertThat(text(DocComments.class)).isEmpty();
    assertThat(text(dev.lodestar.json.Json.class)).isEmpty();
  }

  @Test
  void what_is_broken_says_nothing() throws Exception {
    var type = inBuild("shop.Shop");
    Files.write(folder.resolve("src/main/java/shop/Shop.java"), new byte[] {(byte) 0xff, '{'});
    assertThat(text(type)).isEmpty();

    Files.delete(folder.resolve("src/main/java/shop/Shop.java"));
    write(folder.resolve("target/classes").resolve(CommentsFile.RESOURCE), "{\"shop.Shop\": 7");
    assertThat(text(type)).isEmpty();

    write(
        folder.resolve("target/classes").resolve(CommentsFile.RESOURCE),
        "{\"shop.Shop\": {\"text\": 7, \"fields\": [], \"methods\": [7, {\"name\": {}}]}}");
    assertThat(text(type)).isEmpty();
  }

  // Members.

  @Test
  void methods_are_told_apart_by_their_parameters() throws Exception {
    var shop = inBuild("shop.Shop");

    assertThat(comments().of(shop.getMethod("find", int.class)).map(DocComment::text))
        .contains("One.");
    assertThat(
            comments().of(shop.getMethod("find", String.class, List.class)).map(DocComment::text))
        .contains("Many.");
    assertThat(comments().of(shop.getMethod("bare"))).isEmpty();
  }

  @Test
  void what_a_method_does_not_say_is_said_by_what_it_overrides() throws Exception {
    var sell = inBuild("shop.Shop").getMethod("sell", type("shop.Shop$Item"));

    var comment = comments().of(sell).orElseThrow();

    assertThat(comment.text()).isEqualTo("Sells something. Quickly.");
    assertThat(comment.parameters()).isEqualTo(Map.of("item", "what to sell"));
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loaders.getLast());
  }

  @Test
  void fields_are_described_at_components_accessors_setters_and_supertypes() throws Exception {
    var item = inBuild("shop.Shop$Item");
    assertThat(comments().ofField(item, "sku")).contains("what the label says");
    assertThat(comments().ofField(item, "price")).contains("the price in cents");

    var bean = type("shop.Shop$Bean");
    assertThat(comments().ofField(bean, "size")).contains("the size in metres");
    assertThat(comments().ofField(bean, "colour")).contains("the colour as a word");
    assertThat(comments().ofField(bean, "number")).contains("The number.");
    assertThat(comments().ofField(bean, "nothing")).isEmpty();
  }

  @Test
  void constants_of_enums_are_described() throws Exception {
    var level = inBuild("shop.Shop$Level");

    assertThat(comments().ofConstant(constant(level, 0))).contains("Not so good.");
    assertThat(comments().ofConstant(constant(level, 1))).isEmpty();
  }

  private static Enum<?> constant(Class<?> type, int index) {
    return (Enum<?>) type.getEnumConstants()[index];
  }
}

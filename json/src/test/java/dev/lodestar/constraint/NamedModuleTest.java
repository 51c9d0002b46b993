package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.model.ModelProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Constraints and messages of an application that is itself a module.
class NamedModuleTest {
  private static final String ORDER =
      """
      package shop;

      import jakarta.validation.*;
      import jakarta.validation.constraints.*;
      import java.lang.annotation.*;

      public record Order(@Even int amount, @Code String code) {}

      @Constraint(validatedBy = EvenValidator.class)
      @Retention(RetentionPolicy.RUNTIME)
      @interface Even {
        int times() default 2;
        String message() default "{shop.even} ({times})";
        Class<?>[] groups() default {};
        Class<? extends Payload>[] payload() default {};
      }

      class EvenValidator implements ConstraintValidator<Even, Integer> {
        private int times;
        @Override public void initialize(Even even) { times = even.times(); }
        @Override public boolean isValid(Integer value, ConstraintValidatorContext context) {
          return value % times == 0;
        }
      }

      @Size(min = 1)
      @Constraint(validatedBy = {})
      @Retention(RetentionPolicy.RUNTIME)
      @interface Code {
        @OverridesAttribute(constraint = Size.class, name = "max")
        int max() default 3;
        String message() default "";
        Class<?>[] groups() default {};
        Class<? extends Payload>[] payload() default {};
      }
      """;

  @TempDir private Path folder;

  private Class<?> load(String directive) throws Exception {
    var sources = Files.createDirectories(folder.resolve("src"));
    var classes = folder.resolve("classes");
    Files.writeString(
        sources.resolve("module-info.java"), "module shop { exports shop; " + directive + " }");
    Files.writeString(sources.resolve("Order.java"), ORDER);
    var output = new StringWriter();
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "--class-path",
                System.getProperty("java.class.path"),
                "--add-reads",
                "shop=ALL-UNNAMED",
                "-d",
                classes.toString(),
                sources.resolve("module-info.java").toString(),
                sources.resolve("Order.java").toString());
    assertThat(result).as(output.toString()).isZero();
    Files.writeString(classes.resolve("ValidationMessages.properties"), "shop.even = not even");
    Files.writeString(classes.resolve("ValidationMessages_de.properties"), "shop.even = ungerade");
    var boot = ModuleLayer.boot();
    var configuration =
        boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
    var controller =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(boot), getClass().getClassLoader());
    var shop = controller.layer().findModule("shop").orElseThrow();
    controller.addReads(shop, getClass().getModule());
    return controller.layer().findLoader("shop").loadClass("shop.Order");
  }

  @Test
  void validators_and_annotations_of_an_open_package_need_not_be_public() throws Exception {
    var order = load("opens shop;");

    var amount = Places.of(order, "amount").check(3).getFirst();

    assertThat(amount.message()).isEqualTo("not even (2)");
    assertThat(amount.message(Locale.GERMAN)).isEqualTo("ungerade (2)");
    assertThat(Places.of(order, "code").check("abcd"))
        .containsExactly(Violation.of("", "Size", "size must be between 1 and 3"));
  }

  @Test
  void a_validator_of_a_closed_package_is_a_problem_with_the_line_to_write() throws Exception {
    var order = load("");
    var problems = new ArrayList<ModelProblem>();

    for (var field : Places.model(order).fields()) {
      Constraints.shallow(field.use(), problems);
    }

    assertThat(problems)
        .extracting(ModelProblem::path, ModelProblem::message, ModelProblem::fix)
        .containsExactly(
            tuple(
                "Order.amount",
                "The validator shop.EvenValidator is not accessible.",
                "Make the class and its constructor public and export the package, or write `opens"
                    + " shop to dev.lodestar.json;` in the module-info.java of shop."));
  }
}

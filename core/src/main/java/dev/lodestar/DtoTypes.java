package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.dto.Dto;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.setting.DtoChoice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which class each of some DTOs is for.
final class DtoTypes {
  private DtoTypes() {}

  /// The DTOs by the class that each is for.
  ///
  /// @throws IllegalArgumentException if two are for the same class
  static Map<Class<?>, DtoChoice> of(Dto<?>... dtos) {
    var choices = new LinkedHashMap<Class<?>, DtoChoice>();
    for (var dto : dtos) {
      add(dto.model(), new DtoChoice.Given(dto), choices);
    }
    return choices;
  }

  /// The classes of DTOs by the class that each is for.
  ///
  /// @throws IllegalArgumentException if two are for the same class
  static Map<Class<?>, DtoChoice> of(Iterable<Class<? extends Dto<?>>> types) {
    var choices = new LinkedHashMap<Class<?>, DtoChoice>();
    for (var type : types) {
      add(modelOf(type), new DtoChoice.Made(type), choices);
    }
    return choices;
  }

  /// That classes have no DTO.
  static Map<Class<?>, DtoChoice> without(Class<?>... models) {
    var choices = new LinkedHashMap<Class<?>, DtoChoice>();
    for (var model : models) {
      choices.put(requireNonNull(model, "model"), new DtoChoice.None());
    }
    return choices;
  }

  /// What an annotation says.
  ///
  /// @throws IllegalArgumentException if it says nothing, or two things of the same class
  static Map<Class<?>, DtoChoice> of(Accepts accepts) {
    return of(accepts.value(), accepts.without());
  }

  /// What an annotation says.
  ///
  /// @throws IllegalArgumentException if it says nothing, or two things of the same class
  static Map<Class<?>, DtoChoice> of(Returns returns) {
    return of(returns.value(), returns.without());
  }

  private static Map<Class<?>, DtoChoice> of(Class<? extends Dto<?>>[] types, Class<?>[] without) {
    if (types.length == 0 && without.length == 0) {
      throw new IllegalArgumentException("It names no DTO.");
    }
    var choices = of(Arrays.asList(types));
    for (var model : without) {
      add(model, new DtoChoice.None(), choices);
    }
    return choices;
  }

  private static void add(Class<?> model, DtoChoice choice, Map<Class<?>, DtoChoice> choices) {
    var other = choices.putIfAbsent(model, choice);
    if (other != null) {
      throw new IllegalArgumentException(
          "For "
              + GenericTypes.nameOf(model)
              + " there are both "
              + other
              + " and "
              + choice
              + ", but only one can count.");
    }
  }

  /// What a DTO class is for; [Dto] itself if it does not say so, which is reported when it is
  /// read.
  private static Class<?> modelOf(Class<?> type) {
    var model = GenericTypes.argumentOf(GenericTypes.seenAs(type, Dto.class));
    return model == null ? Dto.class : GenericTypes.erase(model);
  }
}

package dev.lodestar.setting;

import dev.lodestar.dto.Dto;

/// What a layer says of the values of one class.
public sealed interface DtoChoice {

  /// That no DTO shapes them, whatever the layers around say.
  record None() implements DtoChoice {
    @Override
    public String toString() {
      return "none";
    }
  }

  /// That this DTO shapes them.
  ///
  /// @param dto the DTO
  record Given(Dto<?> dto) implements DtoChoice {
    @Override
    public String toString() {
      return dto.toString();
    }
  }

  /// That the DTO of a class shapes them, of which one instance is made for the application.
  ///
  /// @param type the class
  record Made(Class<? extends Dto<?>> type) implements DtoChoice {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }
}

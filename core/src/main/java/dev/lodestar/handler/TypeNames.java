package dev.lodestar.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/// Types as a person writes them: simple names, with type arguments.
final class TypeNames {

  private TypeNames() {}

  static String of(Type type) {
    var text = new StringBuilder();
    append(text, type);
    return text.toString();
  }

  private static void append(StringBuilder text, Type type) {
    // Not a switch: every start passes here, and the first one over types links twenty classes.
    if (type instanceof Class<?> plain) {
      text.append(simpleName(plain));
    } else if (type instanceof ParameterizedType parameterized) {
      append(text, parameterized.getRawType());
      appendAll(text, parameterized.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      append(text, array.getGenericComponentType());
      text.append("[]");
    } else if (type instanceof TypeVariable<?> variable) {
      text.append(variable.getName());
    } else if (type instanceof WildcardType wildcard) {
      append(text, wildcard);
    } else {
      text.append(type.getTypeName());
    }
  }

  private static void append(StringBuilder text, WildcardType wildcard) {
    if (wildcard.getLowerBounds().length > 0) {
      text.append("? super ");
      append(text, wildcard.getLowerBounds()[0]);
    } else if (wildcard.getUpperBounds()[0] == Object.class) {
      text.append('?');
    } else {
      text.append("? extends ");
      append(text, wildcard.getUpperBounds()[0]);
    }
  }

  private static void appendAll(StringBuilder text, Type[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      text.append(i == 0 ? "<" : ", ");
      append(text, arguments[i]);
    }
    if (arguments.length > 0) {
      text.append('>');
    }
  }

  /// Anonymous and hidden classes have no simple name a person would recognise.
  static String simpleName(Class<?> type) {
    String simple = type.getSimpleName();
    if (!simple.isEmpty()) {
      int hiddenSuffix = simple.indexOf('/');
      return hiddenSuffix < 0 ? simple : simple.substring(0, hiddenSuffix);
    }
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}

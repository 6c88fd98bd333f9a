package dev.keyferry.runners.direct;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Locale;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/** One option of a command, as the getter of its options interface declares it. */
record Option(String name, Method getter) {

  /** What values an option takes. */
  enum Kind {
    TEXT("TEXT", "text"),
    WHOLE("N", "whole number"),
    NUMBER("X", "number"),
    SWITCH("true|false", "true or false"),
    CHOICE("CHOICE", "choice"),
    LIST("A,B,...", "list"),
    OTHER("VALUE", "value");

    private final String placeholder;
    private final String words;

    Kind(String placeholder, String words) {
      this.placeholder = placeholder;
      this.words = words;
    }

    /** The kind in words, for help. */
    String words() {
      return words;
    }
  }

  /** The option of a getter, or null when the method is none. */
  static @Nullable Option of(Method method) {
    String name = method.getName();
    int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
    if (prefix == 0
        || name.length() == prefix
        || method.getParameterCount() > 0
        || method.isSynthetic()) {
      return null;
    }

    String property = name.substring(prefix);
    boolean acronym = property.length() > 1 && Character.isUpperCase(property.charAt(1));
    String decapitalized =
        acronym
            ? property
            : property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    return new Option(decapitalized, method);
  }

  Kind kind() {
    Class<?> type = type();
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Kind.SWITCH;
    }
    if (isInt() || type == long.class || type == Long.class) {
      return Kind.WHOLE;
    }
    if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class) {
      return Kind.NUMBER;
    }
    if (type.isEnum()) {
      return Kind.CHOICE;
    }

    return type.isArray() || Collection.class.isAssignableFrom(type) ? Kind.LIST : Kind.OTHER;
  }

  Class<?> type() {
    return getter.getReturnType();
  }

  boolean isInt() {
    return type() == int.class || type() == Integer.class;
  }

  /** The allowed values of a choice: {@code REPLACE|SKIP|FAIL}. */
  String choices() {
    StringBuilder choices = new StringBuilder();
    for (Object constant : type().getEnumConstants()) {
      choices.append(choices.isEmpty() ? "" : "|").append(((Enum<?>) constant).name());
    }

    return choices.toString();
  }

  /** What stands behind the equals sign in help. */
  String placeholder() {
    if (kind() == Kind.CHOICE) {
      return choices();
    }

    return name.endsWith("File") ? "FILE" : kind().placeholder;
  }

  String description() {
    Description description = getter.getAnnotation(Description.class);
    return description == null ? "" : description.value().trim();
  }

  boolean isRequired() {
    return getter.isAnnotationPresent(Validation.Required.class);
  }

  /** The sets of options of which one is required; empty when this option itself is. */
  String[] requiredGroups() {
    Validation.Required required = getter.getAnnotation(Validation.Required.class);
    return required == null ? new String[0] : required.groups();
  }

  /** The default as text; null when there is none, or none that is known before a run. */
  @Nullable String defaultText() {
    for (Annotation annotation : getter.getAnnotations()) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (type.getEnclosingClass() == Default.class && type != Default.InstanceFactory.class) {
        return defaultText(annotation);
      }
    }

    if (getter.isAnnotationPresent(Default.InstanceFactory.class)) {
      return null;
    }

    return type() == boolean.class ? "false" : type().isPrimitive() ? "0" : null;
  }

  private static String defaultText(Annotation annotation) {
    try {
      Object value = annotation.annotationType().getMethod("value").invoke(annotation);
      return value instanceof Class<?> type ? type.getSimpleName() : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read the default " + annotation, e);
    }
  }
}

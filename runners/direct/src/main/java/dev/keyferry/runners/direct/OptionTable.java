package dev.keyferry.runners.direct;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** The options that a command takes: its own ones and, apart from them, Beam's. */
final class OptionTable {
  private static final String OWN_PACKAGES = "dev.keyferry.";

  private final SortedMap<String, Option> own = new TreeMap<>();
  private final SortedMap<String, Option> beam = new TreeMap<>();

  private OptionTable() {}

  static OptionTable of(Class<? extends PipelineOptions> type) {
    OptionTable table = new OptionTable();
    table.addAll(type);
    table.addAll(DirectOptions.class);
    table.beam.keySet().removeAll(table.own.keySet());
    return table;
  }

  /** The options declared by the project's interfaces, by name. */
  Collection<Option> own() {
    return own.values();
  }

  /** The options of Beam and its Direct runner, by name. */
  Collection<Option> beam() {
    return beam.values();
  }

  /** The option of this name, or null. */
  @Nullable Option find(String name) {
    Option option = own.get(name);
    return option == null ? beam.get(name) : option;
  }

  /** The option of this name among all that Beam has registered, or null; loads them all. */
  @Nullable Option findRegistered(String name) {
    OptionTable registered = new OptionTable();
    for (Class<? extends PipelineOptions> type : PipelineOptionsFactory.getRegisteredOptions()) {
      registered.addAll(type);
    }

    return registered.find(name);
  }

  /** The option that a misspelt name was probably meant to be, own ones first; or null. */
  @Nullable String nearest(String name) {
    String nearest = Suggestion.nearest(name, own.keySet());
    return nearest == null ? Suggestion.nearest(name, beam.keySet()) : nearest;
  }

  private void addAll(Class<? extends PipelineOptions> type) {
    for (Method method : type.getMethods()) {
      Option option = Option.of(method);
      if (option == null) {
        continue;
      }

      if (method.getDeclaringClass().getName().startsWith(OWN_PACKAGES)) {
        own.put(option.name(), option);
      } else if (!method.getDeclaringClass().isAnnotationPresent(Hidden.class)
          && !method.isAnnotationPresent(Hidden.class)) {
        beam.put(option.name(), option);
      }
    }
  }
}

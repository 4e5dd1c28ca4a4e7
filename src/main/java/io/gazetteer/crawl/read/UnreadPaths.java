package io.gazetteer.crawl.read;

import io.gazetteer.source.Privileges;
import io.gazetteer.source.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Converts the parts of a row that could not be read to paths of attributes, whose older values are
 * then kept. Names in a path are joined by slashes.
 */
final class UnreadPaths {

  private static final String CUSTOM = "customAttributes/";

  private UnreadPaths() {}

  /**
   * The paths; empty when all was read.
   *
   * @param definition what the asset's type calls its definition
   */
  static List<String> of(Set<Unread> unread, String definition) {
    if (unread.isEmpty()) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    unread.stream().sorted().forEach(part -> add(paths, part, definition));
    return paths;
  }

  private static void add(List<String> paths, Unread part, String definition) {
    switch (part) {
      case DEFINITION -> paths.add(definition);
      case PARTITION_KEY -> paths.add("partitionKey");
      case DEFAULT_VALUE -> paths.add("defaultValue");
      case ARGUMENT_DEFAULTS -> paths.add(CUSTOM + "argument_defaults");
      case PARTITION_BOUND -> paths.add("constraint");
      case COLUMNS -> {
        paths.add("columns");
        paths.add("expressions");
      }
      case PREDICATE -> paths.add("predicate");
      case EXTENSION -> paths.add(CUSTOM + "extension");
      case ACCESS -> Privileges.NAMES.forEach(privilege -> paths.add(CUSTOM + name(privilege)));
    }
  }

  /** Returns the custom attribute that lists who has a privilege in effect. */
  static String name(String privilege) {
    return "may_" + privilege.toLowerCase(Locale.ROOT);
  }
}

package io.gazetteer.source.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.Damage;
import io.gazetteer.source.OversizedValue;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows that the catalog lacks though others refer to them. The server writes {@code unknown
 * (OID=16384)} in place of a role that is gone, and so do our statements in place of anything else.
 */
final class CatalogDamage {

  /** Begins what stands in place of a missing name. */
  static final String UNKNOWN = "unknown (OID=";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the type of an argument stands. */
  private static final int TYPE = 2;

  private static final Set<AssetKind> PARTS_OF_RELATIONS =
      Set.of(
          PostgresKinds.CONSTRAINT,
          PostgresKinds.INDEX,
          PostgresKinds.POLICY,
          PostgresKinds.RULE,
          PostgresKinds.TRIGGER,
          PostgresKinds.TYPE);

  private static final int NAMED_AT_MOST = 20;
  private static final int KNOWN_AT_MOST = 10_000;

  private final Set<Damage.Level> levels = EnumSet.noneOf(Damage.Level.class);
  private final Set<AssetKind> objects = new HashSet<>();
  private final Set<String> named = new TreeSet<>();
  private final Collection<AssetKind> kinds;

  /**
   * Nothing missing yet.
   *
   * @param kinds all kinds of objects
   */
  CatalogDamage(Collection<AssetKind> kinds) {
    this.kinds = kinds;
  }

  /**
   * The types of a routine's arguments, as text, if something missing may be named in them. Names
   * and defaults are people's own, who may write what we write.
   */
  static String types(String argumentsJson) {
    if (!isIn(argumentsJson) || OversizedValue.isIn(argumentsJson)) {
      return null;
    }
    try {
      StringBuilder types = new StringBuilder();
      JSON.readTree(argumentsJson).forEach(argument -> types.append(argument.path(TYPE).asText()));
      return types.toString();
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("Arguments are not the JSON that was checked", failure);
    }
  }

  /** What stands in place of a missing name. */
  static String unknown(long oid) {
    return UNKNOWN + oid + ")";
  }

  /** Whether the name of something missing stands in a text, which may be null. */
  static boolean isIn(String text) {
    return text != null && text.contains(UNKNOWN);
  }

  /** Notes a relation, column, routine or schema if one of some texts names something missing. */
  void note(Damage.Level level, String name, String... texts) {
    for (String text : texts) {
      if (isIn(text)) {
        lacks(level, name);
        return;
      }
    }
  }

  /** Likewise an object of a kind. */
  void note(AssetKind kind, String name, String... texts) {
    for (String text : texts) {
      if (isIn(text)) {
        objects.add(kind);
        add(kind.words() + " " + name);
        return;
      }
    }
  }

  /** Notes that something of a relation, column, routine or schema cannot be read. */
  void lacks(Damage.Level level, String name) {
    levels.add(level);
    add(level.words() + " " + name);
  }

  /** Notes that a part cannot be read unless it is known; returns whether it is. */
  boolean known(boolean known, Damage.Level level, String name) {
    if (!known) {
      lacks(level, name);
    }
    return known;
  }

  /** Notes that schemas are missing, in which anything may be. */
  void lacksSchemas(Collection<String> schemas) {
    if (!schemas.isEmpty()) {
      levels.addAll(EnumSet.allOf(Damage.Level.class));
      objects.addAll(kinds);
      schemas.forEach(schema -> add("schema " + schema));
    }
  }

  /** Notes that something may be missing that belongs to relations. */
  void lacksPartsOfRelations() {
    levels.add(Damage.Level.COLUMN);
    objects.addAll(PARTS_OF_RELATIONS);
  }

  private void add(String words) {
    if (named.size() < KNOWN_AT_MOST) {
      named.add(words);
    }
  }

  Damage found() {
    return new Damage(levels, objects);
  }

  /** Names what is damaged; empty where nothing is. */
  Optional<String> warning() {
    if (named.isEmpty()) {
      return Optional.empty();
    }
    int more = named.size() - NAMED_AT_MOST;
    return Optional.of(
        "The catalog is damaged: rows are missing that %s%s refer to. A missing name is shown as unknown (OID=...); assets of the same kinds that were not found are kept. Repair the catalog, or restore the database from a backup."
            .formatted(
                named.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", ")),
                more <= 0 ? "" : " and %d more".formatted(more)));
  }
}

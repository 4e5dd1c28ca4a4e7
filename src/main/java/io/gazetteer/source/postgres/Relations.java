package io.gazetteer.source.postgres;

import io.gazetteer.model.AssetKind;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The relations of the selected schemas, by oid: those that are read, those that are unchanged, and
 * those that the selection excludes. A relation whose own row is gone, while triggers, rules,
 * policies, indexes, constraints or a row type still belong to it, is read as a table named {@code
 * unknown (OID=16384)}.
 */
final class Relations {

  private static final RelationRow.Storage UNKNOWN =
      new RelationRow.Storage(
          false, null, null, null, List.of(), false, true, null, List.of(), Map.of());

  private final Schemas schemas;
  private final CatalogDamage damage;
  private final Map<Long, RelationEntry> read = new LinkedHashMap<>();
  private final Map<Long, ColumnRow.RelationRef> unchanged = new HashMap<>();
  private final Set<Long> excluded = new HashSet<>();
  private final Map<String, Set<String>> excludedNames = new HashMap<>();

  Relations(Schemas schemas, CatalogDamage damage) {
    this.schemas = schemas;
    this.damage = damage;
  }

  void add(long oid, RelationEntry relation) {
    read.put(oid, relation);
  }

  void addUnchanged(long oid, ColumnRow.RelationRef relation) {
    unchanged.put(oid, relation);
  }

  /** Adds a relation that the selection excludes. */
  void exclude(long oid, SchemaEntry schema, String name) {
    excluded.add(oid);
    excludedNames.computeIfAbsent(schema.name(), key -> new HashSet<>()).add(name);
  }

  /** Returns the entry of a relation that is read; null for any other. */
  RelationEntry get(long oid) {
    return read.get(oid);
  }

  /** The entries of the relations that are read, by oid. */
  Map<Long, RelationEntry> all() {
    return Collections.unmodifiableMap(read);
  }

  Map<Long, ColumnRow.RelationRef> unchanged() {
    return unchanged;
  }

  /** Names of those that the selection excludes, by schema. */
  Map<String, Set<String>> excludedNames() {
    return excludedNames;
  }

  /**
   * Returns the entry of the relation that an object belongs to, for the caller to complete. Adds
   * an entry, and notes the damage, when the relation's own row is gone; so every existing relation
   * must have been added before.
   *
   * @param schema oid of the relation's schema; 0 if unknown
   * @param kind of the object that belongs to the relation
   * @param name of the object that belongs to the relation
   * @return null if the relation is not read, or its schema is not selected or unknown
   */
  RelationEntry getOrAddMissing(long oid, long schema, AssetKind kind, String name) {
    RelationEntry known = read.get(oid);
    if (known != null || unchanged.containsKey(oid) || excluded.contains(oid)) {
      return known;
    }
    SchemaEntry home = schemas.get(schema);
    if (home == null) {
      if (schema == 0) {
        lacks(CatalogDamage.unknown(oid));
        damage.note(kind, name + " of " + CatalogDamage.unknown(oid), CatalogDamage.UNKNOWN);
      }
      return null;
    }
    RelationEntry missing = new RelationEntry();
    missing.schemaEntry = home;
    missing.schema = home.name();
    missing.name = CatalogDamage.unknown(oid);
    missing.kind = RelationKind.TABLE;
    missing.storage = UNKNOWN;
    missing.reference = new ColumnRow.RelationRef(home.name(), missing.name, missing.kind, false);
    read.put(oid, missing);
    lacks(missing.named());
    return missing;
  }

  /** Of a relation that is gone anything may be missing. */
  private void lacks(String relation) {
    damage.lacks(Damage.Level.RELATION, relation);
    damage.lacksPartsOfRelations();
  }
}

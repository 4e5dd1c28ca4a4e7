package io.gazetteer.source.postgres;

import io.gazetteer.model.AssetKind;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Relations whose own row is gone while triggers, rules, policies, indexes, constraints or a row
 * type still belong to them. They are read as tables named {@code unknown (OID=16384)}.
 */
final class MissingRelations {

  private static final RelationRow.Storage UNKNOWN =
      new RelationRow.Storage(
          false, null, null, null, List.of(), false, true, null, List.of(), Map.of());

  private final Catalog catalog;
  private final Set<Long> leftOut = new HashSet<>();

  MissingRelations(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Notes a relation that exists and that the selection does not want. */
  void leftOut(long oid) {
    leftOut.add(oid);
  }

  /**
   * The relation that something belongs to. All that exist must be known before.
   *
   * @param schema its oid; 0 where it is not known
   * @param kind of what belongs to it
   * @param name of what belongs to it
   * @return null when nothing of the relation is read, or its schema cannot be found
   */
  Catalog.RelationEntry find(long oid, long schema, AssetKind kind, String name) {
    Catalog.RelationEntry known = catalog.relations.get(oid);
    if (known != null || catalog.kept.containsKey(oid) || leftOut.contains(oid)) {
      return known;
    }
    Catalog.SchemaEntry home = catalog.schemas.get(schema);
    if (home == null) {
      if (schema == 0) {
        lacks(CatalogDamage.unknown(oid));
        catalog.damage.note(
            kind, name + " of " + CatalogDamage.unknown(oid), CatalogDamage.UNKNOWN);
      }
      return null;
    }
    Catalog.RelationEntry entry = new Catalog.RelationEntry();
    entry.schema = home.name;
    entry.schemaEntry = home;
    entry.name = CatalogDamage.unknown(oid);
    entry.kind = RelationKind.TABLE;
    entry.storage = UNKNOWN;
    entry.reference = new ColumnRow.RelationRef(entry.schema, entry.name, entry.kind, false);
    home.tableCount++;
    catalog.relations.put(oid, entry);
    lacks(entry.named());
    return entry;
  }

  /** Of a relation that is gone anything may be missing. */
  private void lacks(String relation) {
    catalog.damage.lacks(Damage.Level.RELATION, relation);
    catalog.damage.lacksPartsOfRelations();
  }
}

package io.gazetteer.crawl.read;

import io.gazetteer.model.Kinds;
import io.gazetteer.source.RelationRow;
import java.util.function.BinaryOperator;

/** The attributes of tables, partitions and views. */
final class RelationAttributes {

  private RelationAttributes() {}

  /**
   * What a table is split into and what it is a part of.
   *
   * @param path gives the path of a relation by schema and name
   */
  static void putPartitioning(AttributesJson json, RelationRow row, BinaryOperator<String> path) {
    RelationRow.Partitioning partitioning = row.partitioning();
    json.put("isPartitioned", partitioning != null).put("isTemporary", false);
    if (partitioning != null) {
      json.put("partitionStrategy", partitioning.strategy());
      json.put("partitionKey", partitioning.key());
    }
    RelationRow.PartitionOf parent = row.partitionOf();
    if (parent != null) {
      String parentPath = path.apply(parent.schema(), parent.name());
      json.put("constraint", parent.bound())
          .put("tableName", parent.name())
          .put("tableQualifiedName", parentPath);
      if (parent.parentIsPartition()) {
        json.reference("parentTablePartition", Kinds.TABLE_PARTITION.typeName(), parentPath);
      } else {
        json.reference("parentTable", Kinds.TABLE.typeName(), parentPath);
      }
    }
  }

  /** What PostgreSQL knows and the SDKs have no name for. */
  static void putCustom(AttributesJson json, RelationRow row) {
    RelationRow.Storage storage = row.storage();
    AttributesJson custom =
        json.startCustomAttributes()
            .put("table_type", row.kind().name().replace('_', ' '))
            .put("persistence", storage.unlogged() ? "UNLOGGED" : null)
            .put("access_method", storage.accessMethod())
            .put("tablespace", storage.tablespace())
            .put("foreign_server", storage.foreignServer())
            .put(
                "foreign_options",
                storage.foreignOptions().isEmpty()
                    ? null
                    : String.join(", ", storage.foreignOptions()))
            .put("row_security", storage.rowSecurity() ? "YES" : null)
            .put("is_populated", storage.populated() ? null : "NO")
            .put("of_type", storage.ofType())
            .put(
                "inherits_from",
                storage.inheritsFrom().isEmpty()
                    ? null
                    : String.join(", ", storage.inheritsFrom()));
    storage.further().forEach(custom::put);
    ObjectAttributes.putBelongings(custom, row.extension(), row.privileges()).endObject();
  }
}

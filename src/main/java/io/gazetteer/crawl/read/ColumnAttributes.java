package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.ColumnRow;

/** The attributes of columns. */
final class ColumnAttributes {

  private ColumnAttributes() {}

  static StagedAsset.Attributes of(AttributesJson json, ColumnRow row, AssetPaths paths) {
    ColumnRow.Type type = row.type();
    ColumnRow.Keys keys = row.keys();
    json.start()
        .put("description", row.comment())
        .put("dataType", type.formatted())
        .put("rawDataTypeDefinition", type.formatted())
        .put("subDataType", type.base())
        .put("order", row.position())
        .put("precision", type.precision())
        .put("numericScale", type.scale())
        .put("maxLength", type.maxLength())
        .put("defaultValue", row.defaultValue())
        .put("isNullable", row.nullable())
        .put("isPrimary", keys.primary())
        .put("isForeign", keys.foreign())
        .put("isIndexed", keys.indexed())
        .put("isPartition", keys.partitionOrder() > 0);
    if (keys.partitionOrder() > 0) {
      json.put("partitionOrder", keys.partitionOrder());
    }
    if (row.refersTo() != null) {
      json.reference("foreignKeyFrom", Kinds.COLUMN.typeName(), paths.column(row.refersTo()));
    }
    if (!row.referredBy().isEmpty()) {
      json.startArray("foreignKeyTo");
      row.referredBy()
          .forEach(column -> json.referenceElement(Kinds.COLUMN.typeName(), paths.column(column)));
      json.endArray();
    }
    json.startCustomAttributes()
        .put("type_name", type.name())
        .put("is_identity", row.identity() == null ? null : "YES")
        .put("identity_generation", row.identity())
        .put("is_generated", row.generated() == null ? null : "YES")
        .put("generation", row.generated())
        .put("collation", type.collation())
        .put(
            "foreign_options",
            row.foreignOptions().isEmpty() ? null : String.join(", ", row.foreignOptions()));
    row.further().forEach(json::put);
    return ObjectAttributes.putBelongings(json, null, row.rights()).endCustomAttributes();
  }
}

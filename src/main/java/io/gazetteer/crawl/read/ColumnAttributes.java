package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.ColumnRow;
import java.util.IdentityHashMap;

/** Writes the attributes of columns. For one thread. */
final class ColumnAttributes {

  /** A source passes the same object for equal types; otherwise this many are kept. */
  private static final int TYPES_AT_MOST = 4096;

  private final AttributesJson json = new AttributesJson();
  private final IdentityHashMap<ColumnRow.Type, byte[]> types = new IdentityHashMap<>();

  StagedAsset.Attributes of(ColumnRow row, AssetPaths paths) {
    ColumnRow.Type type = row.type();
    ColumnRow.Keys keys = row.keys();
    byte[] ofType = types.get(type);
    if (ofType == null) {
      ofType = ofType(type);
    }
    json.start()
        .put("description", row.comment())
        .putMembers(ofType)
        .put("order", row.position())
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
    return ObjectAttributes.putBelongings(json, null, row.privileges()).endCustomAttributes();
  }

  private byte[] ofType(ColumnRow.Type type) {
    if (types.size() == TYPES_AT_MOST) {
      types.clear();
    }
    byte[] members =
        json.start()
            .put("dataType", type.formatted())
            .put("rawDataTypeDefinition", type.formatted())
            .put("subDataType", type.base())
            .put("precision", type.precision())
            .put("numericScale", type.scale())
            .put("maxLength", type.maxLength())
            .end();
    types.put(type, members);
    return members;
  }
}

package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.ColumnRow;
import java.util.IdentityHashMap;

/** The attributes of one column after the other. One thread at a time. */
final class ColumnAttributes {

  /** A source hands out one object per type; of one that does not, so many are remembered. */
  private static final int TYPES_AT_MOST = 4096;

  private final AttributesJson ofType = new AttributesJson();

  /** By a bit for each of the truths, their text. */
  private final byte[][] truths = new byte[32][];

  private final IdentityHashMap<ColumnRow.Type, TypeMembers> types = new IdentityHashMap<>();

  /** What a type makes of its columns' attributes, in the places where it stands. */
  // Bytes go straight out; nobody compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record TypeMembers(byte[] names, byte[] sizes, byte[] custom) {}

  /**
   * Writes the attributes.
   *
   * @param paths of referenced columns
   */
  StagedAsset.Attributes of(AttributesJson json, ColumnRow row, AssetPaths paths) {
    TypeMembers type = members(row.type());
    ColumnRow.Keys keys = row.keys();
    json.start()
        .put("description", row.comment())
        .putMembers(type.names)
        .put("order", row.position())
        .putMembers(type.sizes)
        .put("defaultValue", row.defaultValue())
        .putMembers(truths(row.nullable(), keys));
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
        .putMembers(type.custom)
        .put("is_identity", row.identity() == null ? null : "YES")
        .put("identity_generation", row.identity())
        .put("is_generated", row.generated() == null ? null : "YES")
        .put("generation", row.generated())
        .put("collation", row.type().collation())
        .put(
            "foreign_options",
            row.foreignOptions().isEmpty() ? null : String.join(", ", row.foreignOptions()));
    if (!row.further().isEmpty()) {
      row.further().forEach(json::put);
    }
    return ObjectAttributes.putBelongings(json, null, row.rights()).endCustomAttributes();
  }

  private byte[] truths(boolean nullable, ColumnRow.Keys keys) {
    boolean partition = keys.partitionOrder() > 0;
    int bits =
        (nullable ? 1 : 0)
            | (keys.primary() ? 2 : 0)
            | (keys.foreign() ? 4 : 0)
            | (keys.indexed() ? 8 : 0)
            | (partition ? 16 : 0);
    byte[] known = truths[bits];
    if (known == null) {
      known =
          ofType
              .start()
              .put("isNullable", nullable)
              .put("isPrimary", keys.primary())
              .put("isForeign", keys.foreign())
              .put("isIndexed", keys.indexed())
              .put("isPartition", partition)
              .end();
      truths[bits] = known;
    }
    return known;
  }

  private TypeMembers members(ColumnRow.Type type) {
    TypeMembers known = types.get(type);
    if (known != null) {
      return known;
    }
    TypeMembers members =
        new TypeMembers(
            ofType
                .start()
                .put("dataType", type.formatted())
                .put("rawDataTypeDefinition", type.formatted())
                .put("subDataType", type.base())
                .end(),
            ofType
                .start()
                .put("precision", type.precision())
                .put("numericScale", type.scale())
                .put("maxLength", type.maxLength())
                .end(),
            ofType.start().put("type_name", type.name()).end());
    if (types.size() == TYPES_AT_MOST) {
      types.clear();
    }
    types.put(type, members);
    return members;
  }
}

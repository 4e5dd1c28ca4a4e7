package io.gazetteer.asset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.BoundedText;
import java.io.IOException;
import java.util.List;

/**
 * An asset as a crawl made it, before it is held against the store.
 *
 * @param typeName type of an {@link AssetKind} at that kind of source
 * @param name where it is too long for an index, it is cut and the whole put into the attributes
 * @param parentQualifiedName the thing that contains it
 * @param parentTypeName type of that thing
 * @param databaseName cut where it is too long for an index, as are the names of schema and
 *     relation
 * @param schemaName null for a database
 * @param relationName of a column, index or other part of a relation, the relation's name; null for
 *     all else
 * @param ordinal of a column, its number; null for all else
 * @param attributesJson UTF-8 of a JSON object of crawled attributes by the SDKs' names; the same
 *     content always in the same text
 * @param statisticsJson UTF-8 of a JSON object of figures that move by themselves; null for types
 *     that have none
 * @param unknownAttributes paths into the attributes that could not be read this time, names joined
 *     by slashes ({@code definition}, {@code customAttributes/may_select}); the older value of each
 *     stands, also where there was none; empty when all were read
 */
// Bytes go straight into COPY; nobody compares staged assets.
@SuppressWarnings("ArrayRecordComponent")
public record StagedAsset(
    String typeName,
    String qualifiedName,
    String name,
    String parentQualifiedName,
    String parentTypeName,
    String databaseName,
    String schemaName,
    String relationName,
    Integer ordinal,
    byte[] attributesJson,
    byte[] statisticsJson,
    List<String> unknownAttributes) {

  /** Attribute that holds a name that is too long for an index, which has its beginning. */
  static final String FULL_NAME = "fullName";

  private static final ObjectMapper JSON = new ObjectMapper();

  public StagedAsset {
    unknownAttributes = List.copyOf(unknownAttributes);
    if (!BoundedText.fits(name, BoundedText.MAX_NAME)) {
      attributesJson = withFullName(attributesJson, name);
      name = BoundedText.bounded(name, BoundedText.MAX_NAME);
    }
    databaseName = BoundedText.place(databaseName);
    schemaName = BoundedText.place(schemaName);
    relationName =
        relationName == null ? null : BoundedText.bounded(relationName, BoundedText.MAX_NAME);
  }

  private static byte[] withFullName(byte[] attributes, String name) {
    try {
      ObjectNode all = JSON.readValue(attributes, ObjectNode.class);
      return JSON.writeValueAsBytes(all.put(FULL_NAME, name));
    } catch (IOException failure) {
      throw new IllegalArgumentException(
          "The attributes of an asset are not a JSON object", failure);
    }
  }
}

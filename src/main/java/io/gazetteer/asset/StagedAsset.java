package io.gazetteer.asset;

import io.gazetteer.common.JsonBytes;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.BoundedText;
import java.util.List;

/**
 * An asset as a crawl read it, before it is compared with the catalogue.
 *
 * @param typeName type of an {@link AssetKind} for the kind of source
 * @param name a name that is too long for an index is cut, and the full one is put into the
 *     attributes
 * @param parentQualifiedName the asset that contains it
 * @param databaseName cut if it is too long for an index, as are the names of schema and relation
 * @param schemaName null for a database
 * @param relationName name of the relation that a column, index or the like belongs to, otherwise
 *     null
 * @param ordinal number of a column, otherwise null
 * @param statisticsJson UTF-8 of a JSON object of numbers that change without DDL; null for types
 *     without statistics
 * @param unknownAttributes paths of attributes that could not be read this time, names joined by
 *     slashes ({@code definition}, {@code customAttributes/may_select}); their older values are
 *     kept. Empty if all were read
 */
// The bytes are only copied.
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
    Attributes attributes,
    byte[] statisticsJson,
    List<String> unknownAttributes) {

  /** Attribute with the full name if the name is too long for an index. */
  static final String FULL_NAME = "fullName";

  /**
   * The crawled attributes, by the SDKs' names.
   *
   * @param json UTF-8 of a JSON object; the same content always has the same text
   * @param customAt where its last member {@code customAttributes} begins; -1 if there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Attributes(byte[] json, int customAt) {

    private Attributes with(String name, String value) {
      byte[] whole =
          new JsonBytes().raw('{').name(name).quoted(value).members(json).raw('}').toByteArray();
      return new Attributes(whole, customAt < 0 ? -1 : customAt + whole.length - json.length);
    }
  }

  public StagedAsset {
    unknownAttributes = List.copyOf(unknownAttributes);
    if (!BoundedText.fits(name, BoundedText.MAX_NAME)) {
      attributes = attributes.with(FULL_NAME, name);
      name = BoundedText.bounded(name, BoundedText.MAX_NAME);
    }
    databaseName = BoundedText.place(databaseName);
    schemaName = BoundedText.place(schemaName);
    relationName =
        relationName == null ? null : BoundedText.bounded(relationName, BoundedText.MAX_NAME);
  }

  byte[] attributesJson() {
    return attributes.json();
  }
}

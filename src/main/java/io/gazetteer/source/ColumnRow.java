package io.gazetteer.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column of a relation.
 *
 * @param relation the relation it belongs to; never null
 * @param position {@code pg_attribute.attnum}; leaves gaps where columns were dropped
 * @param type its type; never null
 * @param defaultValue expression of the default, or of a generated column; null when there is none
 * @param unread what could not be read this time; empty when all was
 * @param identity ALWAYS or BY DEFAULT; null when it is no identity column
 * @param generated STORED or VIRTUAL; null when it is not generated
 * @param comment null when there is none
 * @param foreignOptions options of a foreign table's column as {@code name=value}, without those
 *     that look like secrets; empty for all else
 * @param keys its part in keys and indexes; never null
 * @param refersTo the column that it refers to as a foreign key, of its first such constraint by
 *     name; null when it refers to none
 * @param referredBy the columns that refer to it as a foreign key, except those of partitions where
 *     the constraint is their parent's; empty when there are none
 * @param privileges grants on it, and who has which privilege in effect; never null
 * @param further what else is known and not the default, by names of our own, as texts; mostly
 *     empty
 */
public record ColumnRow(
    RelationRef relation,
    String name,
    int position,
    Type type,
    boolean nullable,
    String defaultValue,
    Set<Unread> unread,
    String identity,
    String generated,
    String comment,
    List<String> foreignOptions,
    Keys keys,
    ColumnRef refersTo,
    List<ColumnRef> referredBy,
    Privileges privileges,
    Map<String, String> further) {

  public record RelationRef(String schema, String name, RelationKind kind, boolean partition) {}

  public record ColumnRef(String schema, String relation, String column) {}

  /**
   * A column's type.
   *
   * @param formatted as {@code format_type} writes it, with length, precision and array brackets
   * @param name {@code pg_type.typname}, with its schema unless that is {@code pg_catalog}
   * @param base formatted base type of a domain; null for all else
   * @param precision digits of numeric, fraction digits of time types; null where not declared
   * @param scale digits after the point of numeric; null where not declared
   * @param maxLength characters or bits; null where not declared
   * @param collation name of a collation other than the type's own, with its schema unless that is
   *     {@code pg_catalog}; null when it is the type's own
   */
  public record Type(
      String formatted,
      String name,
      String base,
      Integer precision,
      Integer scale,
      Integer maxLength,
      String collation) {}

  /**
   * A column's part in keys.
   *
   * @param partitionOrder place in the partition key from 1; 0 when it is not in it
   */
  public record Keys(boolean primary, boolean foreign, boolean indexed, int partitionOrder) {

    public static final Keys NONE = new Keys(false, false, false, 0);
  }
}

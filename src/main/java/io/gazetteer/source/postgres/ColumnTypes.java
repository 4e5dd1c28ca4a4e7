package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The types of columns, and the domains among them: a million columns share a few. */
final class ColumnTypes {

  private static final long NUMERIC = 1700;
  private static final long BPCHAR = 1042;
  private static final long VARCHAR = 1043;
  private static final long BIT = 1560;
  private static final long VARBIT = 1562;
  private static final long TIME = 1083;
  private static final long TIMETZ = 1266;
  private static final long TIMESTAMP = 1114;
  private static final long TIMESTAMPTZ = 1184;

  /**
   * What a type modifier of numeric, bpchar and varchar is greater by than what it means
   * (VARHDRSZ).
   */
  private static final int HEADER = 4;

  private final Map<Long, Domain> domains = new HashMap<>();
  private final Map<Long, Boolean> notNullDomains = new HashMap<>();
  private final Map<Long, ColumnRow.Type> types = new HashMap<>();

  /** Columns of {@code domains.sql}. */
  private enum Field {
    OID,
    FORMATTED_BASE,
    BASE,
    BASE_MODIFIER,
    NOT_NULL
  }

  /**
   * A domain; its base, which determines lengths and precisions, may be a domain too.
   *
   * @param notNull whether it is NOT NULL itself
   */
  private record Domain(String formattedBase, long base, int baseModifier, boolean notNull) {}

  /** Reads the domains of the database. */
  static ColumnTypes read(CopyStream stream) throws SQLException {
    ColumnTypes types = new ColumnTypes();
    stream.forEach(
        CatalogSql.text(ColumnTypes.class, "domains"),
        Field.class,
        row ->
            types.domains.put(
                row.number(Field.OID),
                new Domain(
                    row.text(Field.FORMATTED_BASE),
                    row.number(Field.BASE),
                    row.intNumber(Field.BASE_MODIFIER),
                    row.flag(Field.NOT_NULL))));
    return types;
  }

  /** The type of a column; the same object for the same type, where the collation is its own. */
  ColumnRow.Type of(CopyRow<ColumnField> row) {
    if (!row.isNull(ColumnField.COLLATION)) {
      return newType(row);
    }
    long oid = row.number(ColumnField.TYPE);
    long key = oid << 32 | row.intNumber(ColumnField.MODIFIER) & 0xffffffffL;
    ColumnRow.Type known = types.get(key);
    if (known == null) {
      known = newType(row);
      types.put(key, known);
    }
    return known;
  }

  /** Whether a type takes no null: a domain that is NOT NULL, or over one that is. */
  boolean isNotNull(long type) {
    return domains.containsKey(type) && notNullDomains.computeIfAbsent(type, this::hasNotNull);
  }

  private boolean hasNotNull(long type) {
    Domain domain = domains.get(type);
    while (domain != null && !domain.notNull) {
      domain = domains.get(domain.base);
    }
    return domain != null;
  }

  private ColumnRow.Type newType(CopyRow<ColumnField> row) {
    long oid = row.number(ColumnField.TYPE);
    int modifier = row.intNumber(ColumnField.MODIFIER);
    String formatted = named(row.text(ColumnField.FORMATTED_TYPE), oid);
    Domain domain = domains.get(oid);
    String base = domain == null ? null : domain.formattedBase;
    while (domain != null) {
      oid = domain.base;
      modifier = domain.baseModifier;
      domain = domains.get(oid);
    }
    Integer precision = null;
    Integer scale = null;
    Integer maxLength = null;
    if (modifier >= 0) {
      if (oid == NUMERIC) {
        precision = ((modifier - HEADER) >> 16) & 0xffff;
        // 11 bits with a sign since 15, where a scale may be negative; the same bits before.
        scale = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
      } else if (oid == BPCHAR || oid == VARCHAR) {
        maxLength = modifier - HEADER;
      } else if (oid == BIT || oid == VARBIT) {
        maxLength = modifier;
      } else if (oid == TIME || oid == TIMETZ || oid == TIMESTAMP || oid == TIMESTAMPTZ) {
        precision = modifier;
      }
    }
    String name = row.isNull(ColumnField.TYPE_NAME) ? formatted : row.text(ColumnField.TYPE_NAME);
    return new ColumnRow.Type(
        formatted, name, base, precision, scale, maxLength, row.text(ColumnField.COLLATION));
  }

  /** The server writes question marks for a type that is gone, and for an array of such. */
  private static String named(String type, long oid) {
    return type.startsWith("???") ? CatalogDamage.unknown(oid) : type;
  }
}

package io.gazetteer.source;

import java.util.Set;

/** Writes names as PostgreSQL's {@code quote_ident} does. */
public final class SqlNames {

  /** Words that must be quoted when they are names, in any version from 13 to 18. */
  private static final Set<String> KEYWORDS =
      Set.of(
          """
              all analyse analyze and any array as asc asymmetric authorization between bigint
              binary bit boolean both case cast char character check coalesce collate collation
              column concurrently constraint create cross current_catalog current_date
              current_role current_schema current_time current_timestamp current_user dec decimal
              default deferrable desc distinct do else end except exists extract false fetch float
              for foreign freeze from full grant greatest group grouping having ilike in initially
              inner inout int integer intersect interval into is isnull join json json_array
              json_arrayagg json_exists json_object json_objectagg json_query json_scalar
              json_serialize json_table json_value lateral leading least left like limit localtime
              localtimestamp merge_action national natural nchar none normalize not notnull null
              nullif numeric offset on only or order out outer overlaps overlay placing position
              precision primary real references returning right row select session_user setof
              similar smallint some substring symmetric system_user table tablesample then time
              timestamp to trailing treat trim true union unique user using values varchar
              variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
              xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable"""
              .split("\\s+"));

  private SqlNames() {}

  /** The name as it must be written in a statement. */
  public static String quoted(String name) {
    return quoted(name, KEYWORDS);
  }

  /**
   * The same on a server with keywords of its own.
   *
   * @param keywords all that must be quoted
   */
  public static String quoted(String name, Set<String> keywords) {
    return isPlain(name) && !keywords.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}

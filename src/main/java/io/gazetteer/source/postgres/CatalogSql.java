package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL files of this package as one server understands them, about what one read covers. What
 * stands between double brackets is a macro:
 *
 * <ul>
 *   <li>{@code [[UNKNOWN k.conrelid]]}: what is shown in place of the name of an object that is
 *       gone, {@code unknown (OID=16384)}.
 *   <li>{@code [[NAME pg_language.lanname OF p.prolang]]}: the name of the object with that OID, or
 *       what is shown in its place.
 *   <li>{@code [[TYPE t.trftype]]}: the same of a type.
 *   <li>{@code [[pg_index.indnullsnotdistinct THEN a ELSE b]]}: see {@link Capabilities#fit}.
 *   <li>{@code [[OF c.oid]]}: see {@link ReadScope#fit}.
 * </ul>
 */
record CatalogSql(Capabilities capabilities, ReadScope scope) {

  private static final Pattern NAME = Pattern.compile("\\[\\[NAME (\\w+)\\.(\\w+) OF ([\\w.]+)]]");
  private static final Pattern TYPE = Pattern.compile("\\[\\[TYPE ([\\w.]+)]]");
  private static final Pattern UNKNOWN = Pattern.compile("\\[\\[UNKNOWN ([\\w.]+)]]");

  /** The server writes question marks for a type that is gone, and for an array of such. */
  private static final String TYPE_OR_UNKNOWN =
      "coalesce(nullif(nullif(format_type($1, NULL), '???'), '???[]'), [[UNKNOWN $1]])";

  private static final String NAME_OR_UNKNOWN =
      "coalesce((SELECT named.$2 FROM $1 named WHERE named.oid = $3), CAST([[UNKNOWN $3]] AS name))";

  /** A file in the folder of a class, for this server and about what is read. */
  String of(Class<?> owner, String file) {
    return scope.fit(capabilities.fit(text(owner, file)));
  }

  /** A file that is the same for every server and read. */
  static String text(Class<?> owner, String file) {
    String text = SqlFiles.of(owner, file);
    if (!text.contains("[[")) {
      return text;
    }
    text = NAME.matcher(text).replaceAll(NAME_OR_UNKNOWN);
    text = TYPE.matcher(text).replaceAll(TYPE_OR_UNKNOWN);
    return UNKNOWN
        .matcher(text)
        .replaceAll(
            Matcher.quoteReplacement("'" + CatalogDamage.UNKNOWN + "' || coalesce(")
                + "$1, 0) || ')'");
  }
}

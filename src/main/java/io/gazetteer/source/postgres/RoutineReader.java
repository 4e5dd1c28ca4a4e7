package io.gazetteer.source.postgres;

import io.gazetteer.source.Damage;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads functions and procedures of the selected schemas, without their definitions. */
final class RoutineReader {

  private final ReadContext context;
  private final Map<Long, RoutineEntry> routines = new LinkedHashMap<>();

  RoutineReader(ReadContext context) {
    this.context = context;
  }

  /** Columns of {@code routines.sql}. */
  private enum Field {
    OID,
    SCHEMA,
    NAME,
    KIND,
    ARGUMENT_TYPES,
    ARGUMENTS,
    RESULT,
    RETURNS_SET,
    LANGUAGE,
    OWNER,
    VOLATILITY,
    SECURITY_DEFINER,
    STRICT,
    PARALLEL,
    COMMENT,
    ACL,
    LEAKPROOF,
    SETTINGS
  }

  /** Reads them; by oid. */
  Map<Long, RoutineEntry> read(Expressions expressions) throws SQLException {
    expressions.argumentDefaults(
        context.sql().of(RoutineReader.class, "routines"),
        Field.class,
        List.of(Field.OID),
        this::routine);
    return routines;
  }

  private void routine(CopyRow<Field> row, boolean defaultsKnown) {
    long oid = row.number(Field.OID);
    RoutineEntry entry = new RoutineEntry();
    entry.schema = context.schemas().get(row.number(Field.SCHEMA)).name();
    entry.name = row.text(Field.NAME);
    entry.procedure = row.letter(Field.KIND) == 'p';
    entry.argumentTypesJson = row.checkedJson(row.text(Field.ARGUMENT_TYPES));
    entry.argumentsJson = row.checkedJson(row.text(Field.ARGUMENTS));
    entry.result = row.text(Field.RESULT);
    entry.returnsSet = row.flag(Field.RETURNS_SET);
    entry.language = row.text(Field.LANGUAGE);
    entry.owner = row.shared(Field.OWNER);
    entry.volatility = row.letter(Field.VOLATILITY);
    entry.securityDefiner = row.flag(Field.SECURITY_DEFINER);
    entry.strict = row.flag(Field.STRICT);
    entry.parallel = row.letter(Field.PARALLEL);
    entry.comment = row.text(Field.COMMENT);
    entry.extension = context.members().of("pg_proc", oid);
    entry.privileges = context.access().granted(row.shared(Field.ACL));
    entry.leakproof = row.flag(Field.LEAKPROOF);
    entry.settings = ForeignOptions.shown(ArrayText.elements(row.text(Field.SETTINGS)));
    String named = entry.schema + "." + entry.name;
    CatalogDamage damage = context.damage();
    entry.argumentDefaultsKnown =
        damage.known(defaultsKnown, Damage.Level.ROUTINE, named + " (its arguments' defaults)");
    routines.put(oid, entry);
    context.escapes().note(row, "routine", entry.schema, entry.name);
    damage.note(
        Damage.Level.ROUTINE,
        named,
        entry.owner,
        entry.language,
        CatalogDamage.types(entry.argumentsJson));
  }
}

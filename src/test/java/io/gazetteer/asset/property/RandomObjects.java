package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.PostgresKinds;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates objects of a source: some attributes have few values, others are unique and long. */
final class RandomObjects {

  private static final List<AssetKind> PARTS =
      List.of(
          PostgresKinds.INDEX,
          PostgresKinds.INDEX,
          PostgresKinds.CONSTRAINT,
          PostgresKinds.CONSTRAINT,
          PostgresKinds.TRIGGER,
          PostgresKinds.RULE,
          PostgresKinds.POLICY);
  private static final List<AssetKind> OF_SCHEMA =
      List.of(
          PostgresKinds.SEQUENCE,
          PostgresKinds.TYPE,
          PostgresKinds.STATISTICS,
          Kinds.FUNCTION,
          Kinds.FUNCTION,
          Kinds.PROCEDURE);
  private static final List<AssetKind> OF_DATABASE =
      List.of(PostgresKinds.EXTENSION, PostgresKinds.ROLE, PostgresKinds.TABLESPACE);
  private static final Set<AssetKind> WITH_STATISTICS =
      Set.of(
          Kinds.DATABASE,
          Kinds.SCHEMA,
          Kinds.TABLE,
          Kinds.TABLE_PARTITION,
          Kinds.VIEW,
          Kinds.MATERIALISED_VIEW,
          PostgresKinds.INDEX,
          PostgresKinds.TABLESPACE);
  private static final List<String> TYPES =
      List.of(
          "integer", "text", "numeric(10,2)", "character varying(40)", "timestamp with time zone");
  private static final List<String> DEFAULTS = List.of("0", "now()", "''::text", "false");
  private static final List<String> WORDS =
      List.of(
          "orders",
          "Order",
          "of",
          "the",
          "customer",
          "Straße",
          "STOCK",
          "net_amount",
          "ÄRGER",
          "ΣΑΣ",
          "😀",
          "50%",
          "it's",
          "x-ray",
          "İzmir",
          "1e5",
          "\"quoted\"",
          "end.");

  /** They sort around a slash. */
  private static final List<String> SUFFIXES = List.of("0", "/", "-", ".", "0/", "1");

  private static final int LONG_TEXT = 3000;
  private static final int LONG_ARGUMENTS = 90;

  private final Random random;
  private int made;

  RandomObjects(Random random) {
    this.random = random;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int random(int bound) {
    return random.nextInt(bound);
  }

  void shuffle(List<?> values) {
    Collections.shuffle(values, random);
  }

  /** A name that no sibling has, now and then one that sorts next to a sibling and its parts. */
  String name(List<String> pool, SourceObject parent) {
    Set<String> taken = parent.children.stream().map(c -> c.name).collect(Collectors.toSet());
    boolean isNeighbour = !parent.children.isEmpty() && chance(30);
    String wish = isNeighbour ? pick(parent.children).name + pick(SUFFIXES) : pick(pool);
    return unused(wish, taken);
  }

  String unused(String wish, Set<String> taken) {
    String name = wish;
    while (taken.contains(name)) {
      made++;
      name = wish + "_" + made;
    }
    return name;
  }

  SourceObject database(String name) {
    SourceObject database = object(null, Kinds.DATABASE, name);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      schema(database);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      add(database, pick(OF_DATABASE));
    }
    return database;
  }

  SourceObject schema(SourceObject database) {
    SourceObject schema = object(database, Kinds.SCHEMA, name(OddNames.SCHEMAS, database));
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      relation(schema);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      ofSchema(schema);
    }
    return schema;
  }

  SourceObject ofSchema(SourceObject schema) {
    SourceObject made = add(schema, pick(OF_SCHEMA));
    if (Kinds.ROUTINES.contains(made.kind)) {
      int arguments = chance(20) ? LONG_ARGUMENTS : random.nextInt(3);
      String list = "public.some_long_type, ".repeat(arguments) + "arg" + this.made++;
      made.identity = made.name + "(" + list + ")";
    }
    return made;
  }

  SourceObject relation(SourceObject schema) {
    String name = name(OddNames.RELATIONS, schema);
    return fill(object(schema, pick(Kinds.RELATIONS), name));
  }

  /** Gives a relation columns, numbered from 1 with gaps, and other parts. */
  SourceObject fill(SourceObject relation) {
    int ordinal = 0;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      ordinal += chance(20) ? 2 : 1;
      column(relation, ordinal);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      part(relation);
    }
    return relation;
  }

  SourceObject column(SourceObject relation, int ordinal) {
    Set<String> taken =
        relation.children(Kinds.COLUMN).stream().map(c -> c.name).collect(Collectors.toSet());
    SourceObject column = object(relation, Kinds.COLUMN, unused(pick(OddNames.COLUMNS), taken));
    column.ordinal = ordinal;
    return column;
  }

  SourceObject part(SourceObject relation) {
    return add(relation, pick(PARTS));
  }

  private SourceObject add(SourceObject parent, AssetKind kind) {
    Set<String> taken = parent.children(kind).stream().map(c -> c.name).collect(Collectors.toSet());
    return object(parent, kind, unused(pick(OddNames.OTHERS), taken));
  }

  private SourceObject object(SourceObject parent, AssetKind kind, String name) {
    SourceObject object = new SourceObject(parent, kind, name);
    object.attributes = attributes(kind);
    object.statistics = statistics(kind);
    if (parent != null) {
      parent.children.add(object);
    }
    return object;
  }

  ObjectNode statistics(AssetKind kind) {
    if (!WITH_STATISTICS.contains(kind)) {
      return null;
    }
    ObjectNode statistics = Json.object();
    if (kind.equals(PostgresKinds.INDEX)) {
      statistics.put("scanCount", random.nextInt(100));
    } else if (Kinds.RELATIONS.contains(kind)) {
      statistics.put("columnCount", random.nextInt(6));
      if (chance(80)) {
        statistics.put("rowCount", random.nextInt(1000));
      }
    }
    if (chance(80)) {
      statistics.put("sizeBytes", random.nextInt(100) * 8192);
    }
    return statistics;
  }

  ObjectNode attributes(AssetKind kind) {
    ObjectNode attributes = Json.object();
    if (chance(25)) {
      attributes.put("description", description());
    }
    ObjectNode custom = Json.object();
    if (kind.equals(Kinds.COLUMN)) {
      column(attributes, custom);
    } else if (Kinds.RELATIONS.contains(kind) || kind.equals(Kinds.SCHEMA)) {
      attributes.put("sourceOwners", pick(List.of("postgres", "shop_owner")));
      custom.put("persistence", "permanent");
    } else {
      attributes.put("isValid", chance(90));
      texts(attributes.putArray("columns"), OddNames.COLUMNS.subList(0, 7));
      if (chance(30)) {
        custom.put("extension", "pg_trgm");
      }
    }
    if (kind.equals(Kinds.TABLE_PARTITION)) {
      attributes.put("tableName", pick(OddNames.RELATIONS));
      attributes.put("tableQualifiedName", "default/postgres/1/a/b/" + random.nextInt(3));
    }
    if (!kind.equals(Kinds.COLUMN) && chance(40)) {
      attributes.put("definition", uniqueText());
    }
    if (!custom.isEmpty()) {
      attributes.set("customAttributes", custom);
    }
    return attributes;
  }

  private void column(ObjectNode attributes, ObjectNode custom) {
    attributes.put("dataType", pick(TYPES));
    attributes.put("isNullable", chance(70));
    attributes.put("isPrimary", chance(20));
    attributes.put("isIndexed", chance(30));
    if (chance(30)) {
      attributes.put("defaultValue", chance(50) ? pick(DEFAULTS) : "nextval('s" + made++ + "')");
    }
    if (chance(10)) {
      attributes.put("maxLength", random.nextInt(100));
    }
    custom.put("type_name", pick(TYPES.subList(0, 2)));
    if (chance(10)) {
      custom.put("collation", "C");
    }
  }

  private void texts(ArrayNode list, List<String> from) {
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(pick(from));
    }
  }

  String description() {
    StringBuilder text = new StringBuilder(pick(WORDS));
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(chance(90) ? " " : "\n").append(pick(WORDS));
    }
    return text.toString();
  }

  private String uniqueText() {
    made++;
    String text = "SELECT " + made + " AS " + pick(OddNames.COLUMNS.subList(0, 7));
    return chance(10) ? text + " -- ".repeat(LONG_TEXT / 4) : text;
  }
}

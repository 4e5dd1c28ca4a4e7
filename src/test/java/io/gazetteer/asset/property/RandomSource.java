package io.gazetteer.asset.property;

import io.gazetteer.model.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The databases of a server, and random changes to them as people make them with DDL. */
final class RandomSource {

  private static final int MAX_RELATIONS = 30;

  private final RandomObjects objects;
  final Map<String, SourceObject> databases = new LinkedHashMap<>();
  // Columns that were dropped, by relation, to be added again under the same name.
  private final Map<SourceObject, List<String>> dropped = new HashMap<>();

  RandomSource(RandomObjects objects) {
    this.objects = objects;
    createDatabase();
  }

  private String createDatabase() {
    String name = objects.unused(objects.pick(OddNames.DATABASES), databases.keySet());
    databases.put(name, objects.database(name));
    return "create database " + Json.brief(name);
  }

  /** Makes one change, and returns it in words. */
  String change() {
    return switch (objects.random(14)) {
      case 0, 1, 2, 3 -> relation().map(this::changeColumn).orElseGet(this::createRelation);
      case 4, 5, 6 -> relation().map(this::changeRelation).orElseGet(this::createRelation);
      case 7 -> relation().map(this::changePart).orElseGet(this::createRelation);
      case 8, 9, 10 -> changeAttribute(objects.pick(all().toList()));
      case 11 -> createRelation();
      case 12 -> changeObjectOfSchema();
      default -> changePlace();
    };
  }

  private Stream<SourceObject> all() {
    return databases.values().stream().flatMap(SourceObject::all);
  }

  private Optional<SourceObject> any(List<SourceObject> some) {
    return some.isEmpty() ? Optional.empty() : Optional.of(objects.pick(some));
  }

  private Optional<SourceObject> relation() {
    return any(all().filter(SourceObject::isRelation).toList());
  }

  private Optional<SourceObject> schema() {
    return any(all().filter(object -> object.is(Kinds.SCHEMA)).toList());
  }

  private String createRelation() {
    if (all().filter(SourceObject::isRelation).count() > MAX_RELATIONS) {
      return "nothing";
    }
    return schema().map(objects::relation).map(made -> "create " + in(made)).orElse("nothing");
  }

  private static String in(SourceObject object) {
    return object + (object.parent == null ? "" : " in " + object.parent);
  }

  private String changeColumn(SourceObject relation) {
    List<SourceObject> columns = relation.children(Kinds.COLUMN);
    int next = columns.stream().mapToInt(column -> column.ordinal).max().orElse(0) + 1;
    List<String> names = dropped.getOrDefault(relation, List.of());
    if (columns.isEmpty() || objects.chance(20)) {
      SourceObject column = objects.column(relation, next + (objects.chance(20) ? 1 : 0));
      return "add " + in(column) + " as number " + column.ordinal;
    }
    if (!names.isEmpty() && objects.chance(40)) {
      return addAgain(relation, objects.column(relation, next), objects.pick(names));
    }
    SourceObject column = objects.pick(columns);
    String before = in(column);
    return switch (objects.random(5)) {
      case 0 -> {
        String name = objects.name(OddNames.COLUMNS, relation);
        rename(column, name);
        yield "rename " + before + " to " + Json.brief(name);
      }
      case 1 -> swapNames(column, objects.pick(columns));
      case 2 -> reorder(relation, columns);
      default -> {
        relation.children.remove(column);
        dropped.computeIfAbsent(relation, key -> new ArrayList<>()).add(column.name);
        yield "drop " + before;
      }
    };
  }

  private String addAgain(SourceObject relation, SourceObject column, String name) {
    boolean taken =
        relation.children(Kinds.COLUMN).stream()
            .anyMatch(other -> other != column && other.name.equals(name));
    if (!taken) {
      rename(column, name);
    }
    return "add again " + in(column) + " as number " + column.ordinal;
  }

  private static void rename(SourceObject object, String name) {
    object.name = name;
    object.identity = name;
  }

  private static String swapNames(SourceObject one, SourceObject other) {
    String name = one.name;
    rename(one, other.name);
    rename(other, name);
    return "swap the names of " + in(one) + " and " + other;
  }

  /** As a dump and restore does: numbers without gaps, and sometimes in another order. */
  private String reorder(SourceObject relation, List<SourceObject> columns) {
    List<SourceObject> order = new ArrayList<>(columns);
    objects.shuffle(order);
    for (int i = 0; i < order.size(); i++) {
      order.get(i).ordinal = i + 1;
    }
    return "reorder the columns of " + in(relation);
  }

  private String changeRelation(SourceObject relation) {
    String before = in(relation);
    return switch (objects.random(6)) {
      case 0 -> {
        relation.parent.children.remove(relation);
        yield "drop " + before;
      }
      case 1 -> {
        relation.kind = objects.pick(Kinds.RELATIONS);
        relation.attributes = objects.attributes(relation.kind);
        yield "replace " + before + " by a " + relation.kind.words() + " with the same parts";
      }
      case 2 -> {
        relation.kind = objects.pick(Kinds.RELATIONS);
        relation.attributes = objects.attributes(relation.kind);
        relation.children.clear();
        dropped.remove(relation);
        objects.fill(relation);
        yield "replace " + before + " by a new " + relation.kind.words();
      }
      case 3 -> {
        String name = objects.name(OddNames.RELATIONS, relation.parent);
        rename(relation, name);
        yield "rename " + before + " to " + Json.brief(name);
      }
      case 4 -> move(relation, schema().orElseThrow());
      default -> swapRelations(relation, relation().orElseThrow());
    };
  }

  private String move(SourceObject relation, SourceObject schema) {
    Set<String> taken =
        schema.children.stream().map(child -> child.name).collect(Collectors.toSet());
    if (taken.contains(relation.name)) {
      return "nothing";
    }
    relation.parent.children.remove(relation);
    copyInto(relation, schema);
    return "move " + in(relation) + " to " + in(schema);
  }

  private static SourceObject copyInto(SourceObject object, SourceObject parent) {
    SourceObject copy = new SourceObject(parent, object.kind, object.name);
    copy.identity = object.identity;
    copy.ordinal = object.ordinal;
    copy.attributes = object.attributes;
    copy.statistics = object.statistics;
    parent.children.add(copy);
    object.children.forEach(child -> copyInto(child, copy));
    return copy;
  }

  /** Two relations of a schema change names, kinds and all, as a table and its new version do. */
  private static String swapRelations(SourceObject one, SourceObject other) {
    return one.parent == other.parent ? swapNames(one, other) : "nothing";
  }

  private String changePart(SourceObject relation) {
    List<SourceObject> parts =
        relation.children.stream().filter(child -> !child.is(Kinds.COLUMN)).toList();
    if (parts.isEmpty() || objects.chance(50)) {
      return "create " + in(objects.part(relation));
    }
    SourceObject part = objects.pick(parts);
    relation.children.remove(part);
    return "drop " + in(part);
  }

  private String changeAttribute(SourceObject object) {
    switch (objects.random(4)) {
      case 0 -> {
        List<SourceObject> counted = all().filter(other -> other.statistics != null).toList();
        for (int i = 0; i < 5; i++) {
          SourceObject moved = objects.pick(counted);
          moved.statistics = objects.statistics(moved.kind);
        }
        return "new statistics of some objects";
      }
      case 1 -> {
        if (object.attributes.remove("description") == null) {
          object.attributes.put("description", objects.description());
        }
        return "comment on " + in(object);
      }
      case 2 -> {
        object.attributes.put("alteredBy", objects.random(1000));
        return "alter " + in(object);
      }
      default -> {
        object.attributes = objects.attributes(object.kind);
        return "alter everything about " + in(object);
      }
    }
  }

  private String changeObjectOfSchema() {
    Optional<SourceObject> schema = schema();
    if (schema.isEmpty()) {
      return "nothing";
    }
    List<SourceObject> others =
        schema.get().children.stream().filter(child -> !child.isRelation()).toList();
    if (others.isEmpty() || objects.chance(50)) {
      return "create " + in(objects.ofSchema(schema.get()));
    }
    SourceObject gone = objects.pick(others);
    schema.get().children.remove(gone);
    return "drop " + in(gone);
  }

  private String changePlace() {
    SourceObject database = objects.pick(List.copyOf(databases.values()));
    List<SourceObject> schemas = database.children(Kinds.SCHEMA);
    switch (objects.random(6)) {
      case 0 -> {
        if (databases.size() > 1) {
          databases.remove(database.name);
          return "drop " + database;
        }
        return createDatabase();
      }
      case 1 -> {
        return databases.size() > 2 ? "nothing" : createDatabase();
      }
      case 2, 3 -> {
        if (schemas.size() > 1) {
          SourceObject schema = objects.pick(schemas);
          database.children.remove(schema);
          return "drop " + in(schema);
        }
        return "create " + in(objects.schema(database));
      }
      case 4 -> {
        if (schemas.isEmpty()) {
          return "nothing";
        }
        SourceObject schema = objects.pick(schemas);
        String before = in(schema);
        rename(schema, objects.name(OddNames.SCHEMAS, database));
        return "rename " + before + " to " + schema;
      }
      default -> {
        return schemas.size() > 3 ? "nothing" : "create " + in(objects.schema(database));
      }
    }
  }
}

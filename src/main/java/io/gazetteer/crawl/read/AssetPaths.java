package io.gazetteer.crawl.read;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Qualified names and types of the assets of one database. For one thread. */
final class AssetPaths {

  private final QualifiedNames names;
  private final String connectorName;
  private final String database;
  private final Map<AssetKind, String> objectTypes = new HashMap<>();
  private final Map<String, String> schemas = new HashMap<>();
  private ColumnRow.RelationRef lastRelation;
  private String lastRelationPath;

  AssetPaths(DatabaseScope scope) {
    this.names = scope.source().vocabulary().names();
    this.connectorName = scope.source().connectorName();
    this.database = names.child(scope.connectionQualifiedName(), scope.database());
  }

  String database() {
    return database;
  }

  String schema(String schema) {
    return schemas.computeIfAbsent(schema, name -> names.child(database, name));
  }

  String relation(String schema, String relation) {
    return names.child(schema(schema), relation);
  }

  String relation(ColumnRow.RelationRef relation) {
    if (!relation.equals(lastRelation)) {
      lastRelation = relation;
      lastRelationPath = relation(relation.schema(), relation.name());
    }
    return lastRelationPath;
  }

  String column(String relationPath, String column) {
    return names.child(relationPath, column);
  }

  String column(ColumnRow.ColumnRef column) {
    return names.child(relation(column.schema(), column.relation()), column.column());
  }

  String routine(String schema, String name, List<String> argumentTypes) {
    return names.routine(schema(schema), name, argumentTypes);
  }

  String object(String parentPath, AssetKind kind, String identity) {
    return names.object(parentPath, kind, identity);
  }

  String objectType(AssetKind kind) {
    return objectTypes.computeIfAbsent(kind, one -> one.typeName(connectorName));
  }

  static String relationType(ColumnRow.RelationRef relation) {
    return relationType(relation.kind(), relation.partition());
  }

  static String relationType(RelationKind kind, boolean partition) {
    if (partition) {
      return Kinds.TABLE_PARTITION.typeName();
    }
    return switch (kind) {
      case VIEW -> Kinds.VIEW.typeName();
      case MATERIALIZED_VIEW -> Kinds.MATERIALISED_VIEW.typeName();
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> Kinds.TABLE.typeName();
    };
  }
}

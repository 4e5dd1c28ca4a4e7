package io.gazetteer.crawl;

import io.gazetteer.asset.AssetTypes;
import io.gazetteer.source.ObjectKind;

/** The asset types of a source's kinds of objects. */
final class ObjectTypes {

  private ObjectTypes() {}

  static String of(ObjectKind kind) {
    return switch (kind) {
      case INDEX -> AssetTypes.POSTGRES_INDEX;
      case CONSTRAINT -> AssetTypes.POSTGRES_CONSTRAINT;
      case SEQUENCE -> AssetTypes.POSTGRES_SEQUENCE;
      case TRIGGER -> AssetTypes.POSTGRES_TRIGGER;
      case EVENT_TRIGGER -> AssetTypes.POSTGRES_EVENT_TRIGGER;
      case RULE -> AssetTypes.POSTGRES_RULE;
      case TYPE -> AssetTypes.POSTGRES_TYPE;
      case AGGREGATE -> AssetTypes.POSTGRES_AGGREGATE;
      case WINDOW_FUNCTION -> AssetTypes.POSTGRES_WINDOW_FUNCTION;
      case OPERATOR -> AssetTypes.POSTGRES_OPERATOR;
      case EXTENSION -> AssetTypes.POSTGRES_EXTENSION;
      case FOREIGN_DATA_WRAPPER -> AssetTypes.POSTGRES_FOREIGN_DATA_WRAPPER;
      case FOREIGN_SERVER -> AssetTypes.POSTGRES_FOREIGN_SERVER;
      case USER_MAPPING -> AssetTypes.POSTGRES_USER_MAPPING;
      case PUBLICATION -> AssetTypes.POSTGRES_PUBLICATION;
      case SUBSCRIPTION -> AssetTypes.POSTGRES_SUBSCRIPTION;
      case TABLESPACE -> AssetTypes.POSTGRES_TABLESPACE;
      case STATISTICS -> AssetTypes.POSTGRES_STATISTICS;
      case COLLATION -> AssetTypes.POSTGRES_COLLATION;
      case POLICY -> AssetTypes.POSTGRES_POLICY;
      case ROLE -> AssetTypes.POSTGRES_ROLE;
    };
  }
}

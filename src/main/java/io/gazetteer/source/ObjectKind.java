package io.gazetteer.source;

/** What sort of object it is, besides databases, schemas, relations, columns and routines. */
public enum ObjectKind {
  INDEX,
  CONSTRAINT,
  SEQUENCE,
  TRIGGER,
  EVENT_TRIGGER,
  RULE,
  TYPE,
  AGGREGATE,
  WINDOW_FUNCTION,
  OPERATOR,
  EXTENSION,
  FOREIGN_DATA_WRAPPER,
  FOREIGN_SERVER,
  USER_MAPPING,
  PUBLICATION,
  SUBSCRIPTION,
  TABLESPACE,
  STATISTICS,
  COLLATION,
  POLICY,
  ROLE
}

package io.gazetteer.source.postgres;

import io.gazetteer.source.ObjectRow;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Objects whose definitions are still to be read.
 *
 * @param what the kind in words, for warnings
 * @param statement file that reads the definitions
 * @param rows by oid
 */
record Pending(String what, String statement, Map<Long, ObjectRow> rows) {

  Pending(String what, String statement) {
    this(what, statement, new LinkedHashMap<>());
  }
}

package io.gazetteer.source.postgres;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists of oids in the text form of a PostgreSQL array. */
final class Oids {

  private Oids() {}

  static String arrayText(Collection<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}

package io.gazetteer.source;

import java.util.List;

/**
 * What a read of a database would find, and what it would lack.
 *
 * @param role the role that the server knows the connection by
 * @param schemas every schema of the database, by name
 * @param tables tables, foreign and partitioned tables and partitions that the selection chooses
 * @param views views and materialised views that it chooses
 * @param unmatched schema expressions of include rules for this database that match no schema of
 *     it, as people wrote them
 * @param lacks what a read would miss; empty when it would read everything
 */
public record Readiness(
    String role,
    List<SchemaListing> schemas,
    long tables,
    long views,
    List<String> unmatched,
    List<Lack> lacks) {

  public Readiness {
    schemas = List.copyOf(schemas);
    unmatched = List.copyOf(unmatched);
    lacks = List.copyOf(lacks);
  }

  /**
   * Something that would be missing.
   *
   * @param what what is missing, in words, for example {@code definitions of views}
   * @param why what keeps it from being read, and what to do where no grant helps
   * @param essential true = without it nothing of the database can be read
   * @param grants what must be granted to the role, as written between GRANT and TO; empty where no
   *     grant helps
   */
  public record Lack(String what, String why, boolean essential, List<String> grants) {
    public Lack {
      grants = List.copyOf(grants);
    }
  }
}

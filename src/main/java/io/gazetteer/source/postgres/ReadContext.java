package io.gazetteer.source.postgres;

import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.Unread;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a database before its objects are read, and what all readers of objects need.
 *
 * @param vocabulary the kinds to read
 * @param sql the statements of this read
 * @param access who may do what; unknown where the server does not say
 * @param members which extension made what; unknown where the server does not say
 * @param statistics takes the statistics of what is read
 * @param findings takes what is found besides rows
 */
record ReadContext(
    Vocabulary vocabulary,
    CatalogSql sql,
    Schemas schemas,
    Identifiers identifiers,
    RoleAccess access,
    ExtensionMembers members,
    Statistics statistics,
    Findings findings) {

  CatalogDamage damage() {
    return findings.damage();
  }

  EscapedTexts escapes() {
    return findings.escapes();
  }

  /** Those of some parts that no row of this read can have. */
  Set<Unread> unread(Unread... parts) {
    if (access.isKnown() && members.isKnown()) {
      return Set.of();
    }
    Set<Unread> unread = EnumSet.copyOf(List.of(parts));
    if (access.isKnown()) {
      unread.remove(Unread.ACCESS);
    }
    if (members.isKnown()) {
      unread.remove(Unread.EXTENSION);
    }
    return Collections.unmodifiableSet(unread);
  }

  /** Unread parts, and one more of them unless it is known. */
  static Set<Unread> joined(Set<Unread> some, boolean known, Unread part) {
    if (known) {
      return some;
    }
    Set<Unread> all = EnumSet.of(part);
    all.addAll(some);
    return Collections.unmodifiableSet(all);
  }
}

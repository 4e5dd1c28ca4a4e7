package io.gazetteer.source.postgres;

import io.gazetteer.source.Privileges;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Works out who may do what, from owners, access control lists and memberships, without asking the
 * server about any single table. Superusers pass every check and are excluded, as are the roles
 * that come with PostgreSQL.
 */
final class RoleAccess {

  private static final String USAGE = "USAGE";
  private static final List<String> OF_COLUMNS =
      List.of("SELECT", "INSERT", "UPDATE", "REFERENCES");

  /** Roles whose members have privileges on every table, and which. */
  private static final Map<String, List<String>> EVERYWHERE =
      Map.of(
          "pg_read_all_data", List.of("SELECT", USAGE),
          "pg_write_all_data", List.of("INSERT", "UPDATE", "DELETE", USAGE),
          "pg_maintain", List.of("MAINTAIN"));

  private final boolean known;
  private final List<String> ofRelations = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> names = new TreeMap<>();
  private final BitSet hidden = new BitSet();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<String, BitSet> holders = new HashMap<>();
  private final Map<String, Acl> acls = new HashMap<>();
  private final Map<Key, Map<String, BitSet>> holdersByKey = new HashMap<>();
  private final Map<Key, Privileges> privilegesByKey = new HashMap<>();

  /** Where the server does not say. */
  static RoleAccess unknown() {
    return new RoleAccess(false);
  }

  private RoleAccess(boolean known) {
    this.known = known;
  }

  /** What privileges on a relation depend on. */
  private record Key(String schemaOwner, String schemaAcl, String owner, String acl) {}

  /** Columns of {@code roles.sql}. */
  private enum Role {
    NAME,
    SUPERUSER
  }

  /** Columns of {@code memberships.sql}. */
  private enum Membership {
    ROLE,
    MEMBER
  }

  /** Columns of {@code privileges.sql}. */
  private enum Privilege {
    PRIVILEGE
  }

  static RoleAccess read(CopyStream stream, CatalogSql sql) throws SQLException {
    RoleAccess access = new RoleAccess(true);
    stream.forEach(
        sql.of(RoleAccess.class, "roles"),
        Role.class,
        row -> access.addRole(row.shared(Role.NAME), row.flag(Role.SUPERUSER)));
    stream.forEach(
        sql.of(RoleAccess.class, "memberships"),
        Membership.class,
        row ->
            access
                .members
                .computeIfAbsent(row.shared(Membership.ROLE), key -> new ArrayList<>())
                .add(row.shared(Membership.MEMBER)));
    stream.forEach(
        sql.of(RoleAccess.class, "privileges"),
        Privilege.class,
        row -> access.ofRelations.add(row.shared(Privilege.PRIVILEGE)));
    return access;
  }

  private void addRole(String name, boolean superuser) {
    int number = numbers.size();
    numbers.put(name, number);
    names.put(number, Privileges.role(name));
    hidden.set(number, superuser || name.startsWith("pg_"));
  }

  /** False where the server does not say, so that nothing is worked out. */
  boolean isKnown() {
    return known;
  }

  /** What was granted on something; nothing is worked out. */
  Privileges granted(String acl) {
    return acl == null ? Privileges.NONE : new Privileges(acl(acl).written(), Map.of());
  }

  /** The privileges on a relation. */
  Privileges ofRelation(SchemaEntry schema, String owner, String acl) {
    if (!known) {
      return granted(acl);
    }
    return privilegesByKey.computeIfAbsent(
        new Key(schema.owner(), schema.acl(), owner, acl),
        key -> {
          Map<String, List<String>> allowed = new LinkedHashMap<>();
          holdersOfRelation(key).forEach((privilege, set) -> put(allowed, privilege, set));
          return new Privileges(granted(acl).grants(), allowed);
        });
  }

  /** The privileges on a column that has an access control list of its own. */
  Privileges ofColumn(SchemaEntry schema, String owner, String relationAcl, String columnAcl) {
    if (!known || columnAcl == null) {
      return granted(columnAcl);
    }
    Map<String, BitSet> ofRelation =
        holdersOfRelation(new Key(schema.owner(), schema.acl(), owner, relationAcl));
    BitSet usage = usage(schema.owner(), schema.acl());
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    for (String privilege : OF_COLUMNS) {
      BitSet own = granted(acl(columnAcl), privilege);
      own.or(ofRelation.get(privilege));
      BitSet effective = intersected(own, usage);
      if (!effective.equals(ofRelation.get(privilege))) {
        put(allowed, privilege, effective);
      }
    }
    return new Privileges(granted(columnAcl).grants(), allowed);
  }

  private Map<String, BitSet> holdersOfRelation(Key key) {
    return holdersByKey.computeIfAbsent(
        key,
        wanted -> {
          BitSet usage = usage(key.schemaOwner, key.schemaAcl);
          Map<String, BitSet> found = new LinkedHashMap<>();
          for (String privilege : ofRelations) {
            found.put(privilege, intersected(allowed(key.owner, key.acl, privilege), usage));
          }
          return found;
        });
  }

  private BitSet usage(String owner, String acl) {
    return allowed(owner, acl, USAGE);
  }

  /** Who has a privilege on something of which PUBLIC has nothing by default. */
  private BitSet allowed(String owner, String acl, String privilege) {
    BitSet found = new BitSet();
    if (acl == null) {
      found.or(holders(owner));
    } else {
      found.or(granted(acl(acl), privilege));
    }
    EVERYWHERE.forEach(
        (role, privileges) -> {
          if (privileges.contains(privilege)) {
            found.or(holders(role));
          }
        });
    return found;
  }

  private BitSet granted(Acl acl, String privilege) {
    BitSet found = new BitSet();
    for (Acl.Grant grant : acl.grants()) {
      if (grant.has(privilege)) {
        if (grant.everybody()) {
          found.set(everybody());
        } else {
          found.or(holders(grant.grantee()));
        }
      }
    }
    return found;
  }

  /** The bit that stands for PUBLIC, behind those of the roles. */
  private int everybody() {
    return numbers.size();
  }

  private BitSet intersected(BitSet one, BitSet other) {
    BitSet both = new BitSet();
    if (one.get(everybody())) {
      both.or(other);
    }
    if (other.get(everybody())) {
      both.or(one);
    }
    BitSet common = (BitSet) one.clone();
    common.and(other);
    both.or(common);
    return both;
  }

  /** A role and all that inherit its privileges through memberships, at any depth. */
  private BitSet holders(String role) {
    if (role == null) {
      return new BitSet();
    }
    return holders.computeIfAbsent(
        role,
        start -> {
          BitSet found = new BitSet();
          Deque<String> open = new ArrayDeque<>(List.of(start));
          while (!open.isEmpty()) {
            String next = open.pop();
            Integer number = numbers.get(next);
            if (number != null && !found.get(number)) {
              found.set(number);
              members.getOrDefault(next, List.of()).forEach(open::push);
            }
          }
          return found;
        });
  }

  private void put(Map<String, List<String>> allowed, String privilege, BitSet set) {
    if (set.get(everybody())) {
      allowed.put(privilege, List.of(Acl.PUBLIC));
      return;
    }
    BitSet shown = (BitSet) set.clone();
    shown.andNot(hidden);
    List<String> found = shown.stream().mapToObj(names::get).sorted().toList();
    if (!found.isEmpty()) {
      allowed.put(privilege, found);
    }
  }

  private Acl acl(String text) {
    return acls.computeIfAbsent(
        text, list -> new Acl(Acl.parsed(list).grants().stream().map(this::named).toList()));
  }

  /** The server writes the number of a role that is gone. */
  private Acl.Grant named(Acl.Grant grant) {
    String grantee = grant.grantee();
    boolean gone =
        known
            && !numbers.containsKey(grantee)
            && grantee.chars().allMatch(c -> c >= '0' && c <= '9');
    return gone
        ? new Acl.Grant(
            CatalogDamage.unknown(Long.parseLong(grantee)), grant.everybody(), grant.privileges())
        : grant;
  }
}

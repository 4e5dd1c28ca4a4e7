package io.gazetteer.source.postgres;

import io.gazetteer.source.Privileges;
import io.gazetteer.source.SqlNames;
import io.gazetteer.source.postgres.copy.ArrayText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An access control list as {@code aclitem[]} writes it: {@code {reader=r/owner,"\"odd
 * name\"=r*w/owner"}} (PostgreSQL documentation, "Privileges"). Parsed here because the same few
 * lists stand on a hundred thousand tables.
 *
 * @param grants in the order in which they stand
 */
record Acl(List<Grant> grants) {

  /** The name that stands for everybody. */
  static final String PUBLIC = Privileges.EVERYBODY;

  /**
   * What one grantee got from one grantor.
   *
   * @param grantee name of a role, or its number where it is gone; {@link #PUBLIC} for everybody
   * @param everybody whether the grantee is everybody, for a role may be called PUBLIC too
   * @param privileges in PostgreSQL's order
   */
  record Grant(String grantee, boolean everybody, List<Privilege> privileges) {

    boolean has(String privilege) {
      return privileges.stream().anyMatch(granted -> granted.name().equals(privilege));
    }

    String written() {
      return (everybody || isOid(grantee) ? grantee : SqlNames.quoted(grantee))
          + ": "
          + privileges.stream()
              .map(p -> p.grantable() ? p.name() + " WITH GRANT OPTION" : p.name())
              .collect(Collectors.joining(", "));
    }
  }

  /** What stands for a role that is gone. */
  private static boolean isOid(String grantee) {
    return grantee.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** One privilege, for example SELECT. */
  record Privilege(String name, boolean grantable) {}

  List<String> written() {
    return grants.stream().map(Grant::written).sorted().toList();
  }

  /**
   * Reads a list.
   *
   * @param text the text of an {@code aclitem[]}
   */
  static Acl parsed(String text) {
    return new Acl(ArrayText.elements(text).stream().map(Acl::grant).toList());
  }

  private static Grant grant(String item) {
    StringBuilder grantee = new StringBuilder();
    int i = 0;
    boolean quoted = false;
    for (; i < item.length() && (quoted || item.charAt(i) != '='); i++) {
      char c = item.charAt(i);
      if (c != '"') {
        grantee.append(c);
      } else if (quoted && i + 1 < item.length() && item.charAt(i + 1) == '"') {
        grantee.append('"');
        i++;
      } else {
        quoted = !quoted;
      }
    }
    List<Privilege> privileges = new ArrayList<>();
    for (i++; i < item.length() && item.charAt(i) != '/'; i++) {
      boolean grantable = i + 1 < item.length() && item.charAt(i + 1) == '*';
      privileges.add(new Privilege(name(item.charAt(i)), grantable));
      if (grantable) {
        i++;
      }
    }
    boolean everybody = grantee.length() == 0;
    return new Grant(everybody ? PUBLIC : grantee.toString(), everybody, privileges);
  }

  private static String name(char letter) {
    return switch (letter) {
      case 'r' -> "SELECT";
      case 'a' -> "INSERT";
      case 'w' -> "UPDATE";
      case 'd' -> "DELETE";
      case 'D' -> "TRUNCATE";
      case 'x' -> "REFERENCES";
      case 't' -> "TRIGGER";
      case 'X' -> "EXECUTE";
      case 'U' -> "USAGE";
      case 'C' -> "CREATE";
      case 'c' -> "CONNECT";
      case 'T' -> "TEMPORARY";
      case 's' -> "SET";
      case 'A' -> "ALTER SYSTEM";
      case 'm' -> "MAINTAIN";
      default -> String.valueOf(letter);
    };
  }
}

package io.gazetteer.source;

import java.util.List;
import java.util.Map;

/**
 * Who may do what with an object.
 *
 * @param grants what was granted on it, one grantee per element, for example {@code reader: SELECT,
 *     UPDATE WITH GRANT OPTION}, the grantee quoted as an identifier; empty when nothing but the
 *     defaults holds
 * @param allowed by privilege, the roles that have it in effect: as owner, by a grant to
 *     themselves, to a role whose privileges they inherit, or to PUBLIC, which stands alone because
 *     it means everybody. Superusers may do everything and are excluded, and so is who lacks USAGE
 *     on the schema. Of a column only those privileges that others have than on its relation. Empty
 *     where effective privileges are not worked out
 */
public record Privileges(List<String> grants, Map<String, List<String>> allowed) {

  /** Stands for everybody among names of roles. */
  public static final String EVERYBODY = "PUBLIC";

  /** A role that is called PUBLIC, as PostgreSQL writes it, so that it does not mean everybody. */
  public static final String ROLE_PUBLIC = "\"PUBLIC\"";

  /** The name of a role where another one may stand for everybody. */
  public static String role(String name) {
    return name.equals(EVERYBODY) ? ROLE_PUBLIC : name;
  }

  /** Every privilege whose effective holders may be worked out. */
  public static final List<String> NAMES =
      List.of(
          "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN");

  /** The defaults, and nothing worked out. */
  public static final Privileges NONE = new Privileges(List.of(), Map.of());
}

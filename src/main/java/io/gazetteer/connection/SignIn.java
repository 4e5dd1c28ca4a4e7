package io.gazetteer.connection;

/** How one signs in to a server. */
public sealed interface SignIn {

  /** The database user; empty when not known. */
  String username();

  /**
   * User name and password. Never printed with its password.
   *
   * @param password may be empty, where the server asks for none
   */
  record Basic(String username, String password) implements SignIn {
    @Override
    public String toString() {
      return "Basic[username=" + username + "]";
    }
  }

  /**
   * A way that can be stored and not yet used.
   *
   * @param authType as stored, for example {@code iam_role}
   */
  record NotAvailable(String authType, String username) implements SignIn {}
}

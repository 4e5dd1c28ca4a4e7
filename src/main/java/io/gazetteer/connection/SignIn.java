package io.gazetteer.connection;

import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import java.util.Optional;

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

  /** With a token that AWS lets one make, instead of a password. It needs TLS. */
  sealed interface Iam extends SignIn {

    /** Whose keys sign, or who takes on the role. */
    AwsIdentity identity();

    /** The role to take on first; empty = none. */
    Optional<AssumedRole> role();

    /** The AWS region of the server; empty = the one in its host's name. */
    Optional<String> region();
  }

  /** As a user of AWS. */
  record IamUser(String username, AwsIdentity identity, Optional<String> region) implements Iam {
    @Override
    public Optional<AssumedRole> role() {
      return Optional.empty();
    }
  }

  /** As a role of AWS, which the caller takes on. */
  record IamRole(
      String username, AwsIdentity identity, AssumedRole assumed, Optional<String> region)
      implements Iam {
    @Override
    public Optional<AssumedRole> role() {
      return Optional.of(assumed);
    }
  }
}

package io.gazetteer.connection;

import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import java.util.Optional;

/** An authentication method with its values. */
public sealed interface SignIn {

  /** The database user; empty when not known. */
  String username();

  /**
   * User name and password. Never printed with its password.
   *
   * @param password may be empty if the server asks for none
   */
  record Basic(String username, String password) implements SignIn {
    @Override
    public String toString() {
      return "Basic[username=" + username + "]";
    }
  }

  /** A token signed with AWS keys instead of a password. Requires TLS. */
  sealed interface Iam extends SignIn {

    /** The identity that signs, or that assumes the role. */
    AwsIdentity identity();

    /** The role to assume first; empty = none. */
    Optional<AssumedRole> role();

    /** The AWS region of the server; empty = the one in its host's name. */
    Optional<String> region();
  }

  record IamUser(String username, AwsIdentity identity, Optional<String> region) implements Iam {
    @Override
    public Optional<AssumedRole> role() {
      return Optional.empty();
    }
  }

  record IamRole(
      String username, AwsIdentity identity, AssumedRole assumed, Optional<String> region)
      implements Iam {
    @Override
    public Optional<AssumedRole> role() {
      return Optional.of(assumed);
    }
  }
}

package io.gazetteer.connection.aws;

import java.util.Optional;

/** The keys to sign with: given ones, those of a profile, or the service's own. */
public sealed interface AwsIdentity {

  /** Describes the identity after "as", without secrets. */
  String inWords();

  /**
   * An access key. Never printed with its secret parts.
   *
   * @param sessionToken empty for permanent keys
   */
  record Keys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
      implements AwsIdentity {
    @Override
    public String inWords() {
      return "the access key given";
    }

    @Override
    public String toString() {
      return "Keys[accessKeyId=" + accessKeyId + "]";
    }
  }

  /** A profile of the service's own AWS configuration, by name. */
  record Profile(String name) implements AwsIdentity {
    @Override
    public String inWords() {
      return "the profile " + name + " of this service";
    }
  }

  /**
   * The identity that the AWS SDK finds for the service itself: environment, system properties, web
   * identity, default profile, container or machine.
   */
  record Own() implements AwsIdentity {
    @Override
    public String inWords() {
      return "this program's own AWS identity";
    }
  }
}

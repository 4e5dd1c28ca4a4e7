package io.gazetteer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Gives a Quarkus test places that secrets are kept in: a folder, Vault, Secrets Manager, and the
 * variable SOURCE_SECRET_SHOP of the build's own settings. Each holds a password of its own.
 */
public final class SecretStores implements QuarkusTestResourceLifecycleManager {

  /** As the build sets it in the environment of tests. */
  public static final String IN_ENVIRONMENT = "elephant-of-environment";

  public static final String IN_FILE = "elephant-of-file";
  public static final String IN_VAULT = "elephant-of-vault";
  public static final String IN_AWS = "elephant-of-aws";
  public static final String REGION = "eu-west-1";

  /** Where the file lies. */
  public static final Path FOLDER =
      Path.of("target", System.getProperty("test.fork", "fork-1"), "source-secrets")
          .toAbsolutePath();

  private VaultFront vault;
  private SecretsManagerFront aws;

  @Override
  public Map<String, String> start() {
    vault =
        VaultFront.start()
            .write("sources/shop", "password", IN_VAULT)
            .write("sources/closed", "password", "elephant-closed");
    vault.forbid("sources/closed");
    AwsAccount account =
        new AwsAccount(Clock.systemUTC()).user("service", "AKIDOWN", "elephant-own-key");
    aws =
        SecretsManagerFront.start(account, REGION)
            .write("shop", "{\"password\":\"" + IN_AWS + "\"}");
    System.setProperty("aws.accessKeyId", "AKIDOWN");
    System.setProperty("aws.secretAccessKey", "elephant-own-key");
    try {
      Files.createDirectories(FOLDER);
      SecretFiles.write(FOLDER.resolve("shop"), IN_FILE + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.of(
        "gazetteer.secrets.vault.address",
        vault.address().toString(),
        "gazetteer.secrets.vault.token",
        VaultFront.TOKEN,
        "gazetteer.secrets.references.aws-endpoint",
        aws.endpoint().toString(),
        "gazetteer.secrets.references.aws-region",
        REGION,
        "gazetteer.secrets.references.allowed-prefixes",
        "vault:kv/sources/",
        "gazetteer.secrets.references.administrator-prefixes",
        "env:SOURCE_SECRET_,aws-sm:,file:" + FOLDER);
  }

  @Override
  public void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    if (vault != null) {
      vault.close();
    }
    if (aws != null) {
      aws.close();
    }
  }
}

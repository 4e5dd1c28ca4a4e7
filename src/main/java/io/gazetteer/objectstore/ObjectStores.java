package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import io.gazetteer.common.DataSettings;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.OwnFiles;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Opens the object stores that the configuration names. */
@ApplicationScoped
public class ObjectStores {

  /** The store that is there without any configuration. */
  public static final String LOCAL = "local";

  private static final String LOCAL_FOLDER = "published";

  private final StoreSettings settings;
  private final AwsSessions sessions;
  private final Path localFolder;

  @Inject
  ObjectStores(StoreSettings settings, AwsSessions sessions, DataSettings data) {
    this.settings = settings;
    this.sessions = sessions;
    this.localFolder = data.dataDir().resolve(LOCAL_FOLDER);
  }

  /** Nobody else on this machine may see what lies in the folder of the data folder. */
  void closeLocalFolder() {
    if (Files.isDirectory(localFolder)) {
      try {
        OwnFiles.close(localFolder);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** The names that {@link #open} knows, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(settings.stores().keySet());
    names.add(LOCAL);
    return names;
  }

  /**
   * The store of a name. The caller closes it. Whether it can be reached is not tried.
   *
   * @throws AppException OBJECT_STORE_UNKNOWN; OBJECT_STORE_MISCONFIGURED with every invalid
   *     setting
   */
  public ObjectStore open(String name) {
    StoreSettings.NamedStore store = settings.stores().get(name);
    Optional<FolderStore> folder = folder(name);
    if (folder.isPresent()) {
      return folder.get();
    }
    if (store == null) {
      throw new AppException(
          ObjectStoreError.OBJECT_STORE_UNKNOWN,
          "There is no object store named %s. Known are %s; others are configured as gazetteer.export.stores.<name>"
              .formatted(name, String.join(", ", names())));
    }
    return open(bucket(store));
  }

  /**
   * The store of a name that is a local folder; empty where it is none.
   *
   * @throws AppException OBJECT_STORE_MISCONFIGURED with every invalid setting
   */
  Optional<FolderStore> folder(String name) {
    StoreSettings.NamedStore store = settings.stores().get(name);
    if (store == null) {
      return name.equals(LOCAL) ? Optional.of(FolderStore.closed(localFolder)) : Optional.empty();
    }
    check(name, store);
    return store.folder().map(FolderStore::new);
  }

  /**
   * A bucket. The caller closes it. Whether it can be reached is not tried.
   *
   * @throws AppException OBJECT_STORE_MISCONFIGURED when the region is not known
   */
  public ObjectStore open(S3Bucket bucket) {
    return bucket(bucket, sessions);
  }

  /**
   * A bucket, asked without any configuration of stores. The caller closes it. Whether it can be
   * reached is not tried.
   *
   * @throws AppException OBJECT_STORE_MISCONFIGURED when the region is not known
   */
  public static ObjectStore bucket(S3Bucket bucket, AwsSessions sessions) {
    return new S3Store(bucket, sessions);
  }

  /** A folder, made when the first object comes. */
  public static ObjectStore folder(Path root) {
    return new FolderStore(root);
  }

  /**
   * Translates an operating system error in a folder outside any store, as a store does.
   *
   * @param doing in words that go before "the folder", for example {@code Writing to}
   */
  public static AppException fault(IOException failure, String doing, Path folder) {
    return new FolderStore(folder).fault(failure, doing);
  }

  private static void check(String name, StoreSettings.NamedStore store) {
    String path = "gazetteer.export.stores." + name;
    FieldErrors errors = new FieldErrors();
    if (store.folder().isPresent() == store.bucket().isPresent()) {
      errors.add(path, "must have either a folder or a bucket");
    }
    if (store.prefix().map(ObjectStores::slashed).filter(p -> !isPrefix(p)).isPresent()) {
      errors.add(path + ".prefix", "must be parts of a key between slashes");
    }
    if (store.accessKeyId().isPresent() != store.secretAccessKey().isPresent()) {
      errors.add(path, "must have access-key-id and secret-access-key together");
    }
    if (store.accessKeyId().isPresent() && store.profile().isPresent()) {
      errors.add(path, "must have either an access key or a profile");
    }
    if (store.kmsKeyId().isPresent()
        && !store.encryption().equals(Optional.of(S3Bucket.Encryption.KMS))) {
      errors.add(path + ".kms-key-id", "has a meaning with encryption=kms only");
    }
    boolean ofRole =
        Stream.of(store.externalId(), store.roleSessionName(), store.stsEndpoint())
            .anyMatch(Optional::isPresent);
    if (ofRole && store.roleArn().isEmpty()) {
      errors.add(path + ".role-arn", "must be given with anything else about a role");
    }
    errors.throwIfAny(ObjectStoreError.OBJECT_STORE_MISCONFIGURED);
  }

  private static S3Bucket bucket(StoreSettings.NamedStore store) {
    AwsIdentity identity =
        store
            .accessKeyId()
            .<AwsIdentity>map(
                key ->
                    new AwsIdentity.Keys(
                        key, store.secretAccessKey().orElseThrow(), store.sessionToken()))
            .or(() -> store.profile().map(AwsIdentity.Profile::new))
            .orElseGet(AwsIdentity.Own::new);
    Optional<AssumedRole> role =
        store
            .roleArn()
            .map(
                arn ->
                    new AssumedRole(
                        arn,
                        store.externalId(),
                        store.roleSessionName().orElse(AssumedRole.DEFAULT_SESSION_NAME),
                        Optional.empty(),
                        store.stsEndpoint()));
    return new S3Bucket(
        store.bucket().orElseThrow(),
        store.prefix().map(ObjectStores::slashed).orElse(""),
        store.region(),
        store.endpoint(),
        store.pathStyle(),
        store.encryption(),
        store.kmsKeyId(),
        identity,
        role,
        store.timeout(),
        Math.toIntExact(store.partBytes()));
  }

  private static String slashed(String prefix) {
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }

  private static boolean isPrefix(String slashed) {
    return ObjectKeys.isKey(slashed.substring(0, slashed.length() - 1));
  }
}

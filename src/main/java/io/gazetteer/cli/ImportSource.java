package io.gazetteer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.crawl.offline.CheckPublished;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.PublicationError;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.workflow.OfflineLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files to import, and how the service gets access to them. */
final class ImportSource {

  /** Name of the store of uploaded files in offline extraction. */
  private static final String SENT = "files";

  private static final String MANIFEST = "manifest.json";

  /** The smallest limit on a file that services have. */
  private static final long MAX_BYTES = 20_000_000;

  private static final Pattern QUALIFIED_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+/[^/\\s]+");
  private static final long KILOBYTE = 1_000;
  private static final Pattern OF_SERVICE =
      Pattern.compile("store:([A-Za-z0-9][A-Za-z0-9._-]*)(?:/(.*))?");

  /** Null if the argument names the object store that the service itself uses. */
  private final StoreOptions.Place place;

  private final OfflineLocation ofService;
  private final Optional<String> region;

  /** The run whose manifest was read for the names; empty if none was. */
  private Optional<RunFolder> found = Optional.empty();

  private ImportSource(
      StoreOptions.Place place, OfflineLocation ofService, Optional<String> region) {
    this.place = place;
    this.ofService = ofService;
    this.region = region;
  }

  /** Parses a location; empty if it is invalid, which is added to the errors. */
  static Optional<ImportSource> of(String text, StoreOptions stores, FieldErrors errors) {
    Matcher named = OF_SERVICE.matcher(text);
    if (named.matches()) {
      String prefix = named.group(2) == null ? "" : named.group(2).replaceAll("/+$", "");
      return Optional.of(
          new ImportSource(
              null,
              new OfflineLocation(named.group(1), prefix, Optional.empty()),
              stores.region()));
    }
    return stores
        .place(text, "PLACE", errors)
        .map(place -> new ImportSource(place, null, stores.region()));
  }

  /**
   * Returns the names of workflow and connection as given, or from the manifest, which is read only
   * if one is missing.
   */
  ImportWorkflow.Names names(
      Optional<String> workflow,
      Optional<String> connection,
      Optional<String> connectionName,
      Clock clock) {
    if (place == null && (workflow.isEmpty() || connection.isEmpty())) {
      throw new AppException(
          CommandError.COMMAND_INVALID,
          "--workflow and --connection must be given with a store of the service's");
    }
    if (connection.isPresent() && !QUALIFIED_NAME.matcher(connection.get()).matches()) {
      throw new AppException(
          CommandError.COMMAND_INVALID,
          "--connection must have three parts, for example default/postgres/1700000000");
    }
    if (workflow.isPresent() && connection.isPresent()) {
      String name = connectionName.orElse(connection.get());
      return new ImportWorkflow.Names(
          workflow.get(), connection.get(), name, connection.get().split("/", -1)[1]);
    }
    try (ObjectStore store = StoreOptions.open(place, new AwsSessions(clock))) {
      RunFolder newest = newest(store);
      if (place instanceof StoreOptions.Place.Folder folder) {
        checkInside(folder.path(), newest.manifest());
      }
      found = Optional.of(newest);
      Manifest manifest = ManifestJson.read(store, newest);
      return new ImportWorkflow.Names(
          workflow.orElse("import-" + manifest.workflow()),
          connection.orElse(manifest.connection().qualifiedName()),
          connectionName.orElse(manifest.connection().name()),
          manifest.connection().connectorName());
    }
  }

  /** Returns the run in this folder, or else the newest one below. */
  private static RunFolder newest(ObjectStore store) {
    List<RunFolder> folders = new ArrayList<>();
    store.list(
        "",
        object -> {
          String key = object.key();
          if (key.equals(MANIFEST) || key.endsWith("/" + MANIFEST)) {
            folders.add(new RunFolder(key.substring(0, key.length() - MANIFEST.length())));
          }
        });
    return folders.stream()
        .filter(folder -> folder.prefix().isEmpty())
        .findFirst()
        .or(
            () ->
                folders.stream()
                    .max(
                        Comparator.comparing(
                            folder -> ManifestJson.read(store, folder).publishedAt())))
        .orElseThrow(
            () ->
                new AppException(
                    PublicationError.PUBLICATION_NOT_FOUND,
                    "There is no manifest.json in the %s or below. An extraction that is running or was interrupted has none"
                        .formatted(store.inWords())));
  }

  /** Makes the files readable for the service; uploads them if they are in a local folder. */
  OfflineLocation bring(ServiceClient client, String workflow, ProgressLine progress) {
    if (place == null) {
      return ofService;
    }
    if (place instanceof StoreOptions.Place.Bucket bucket) {
      return new OfflineLocation(bucket.bucket().name(), prefix(bucket), region);
    }
    return send(((StoreOptions.Place.Folder) place).path(), client, workflow, progress);
  }

  /**
   * Returns the prefix for the service, which looks in a folder and directly below: the folder of
   * the workflow if the run is deeper, so that later runs are found too.
   */
  private String prefix(StoreOptions.Place.Bucket bucket) {
    String given = bucket.bucket().prefix();
    String run = found.map(RunFolder::prefix).orElse("").replaceAll("/$", "");
    String above = run.substring(0, Math.max(0, run.lastIndexOf('/')));
    return (given + above).replaceAll("/$", "");
  }

  /** Uploads the manifest last, so that an incomplete upload is never read. */
  private static OfflineLocation send(
      Path root, ServiceClient client, String workflow, ProgressLine progress) {
    String target = "imports/" + workflow;
    try (ObjectStore store = StoreOptions.open(new StoreOptions.Place.Folder(root), null)) {
      RunFolder folder = newest(store);
      checkInside(root, folder.manifest());
      Manifest manifest = ManifestJson.read(store, folder);
      check(manifest, root, folder);
      CheckPublished.check(store, folder, manifest, progress::throwIfCancelled);
      progress.begins("sending", 1, 1);
      long sent = 0;
      for (Manifest.PublishedFile file : manifest.files()) {
        progress.throwIfCancelled();
        put(client, target + "/" + file.path(), root.resolve(folder.key(file.path())));
        sent += file.bytes();
        progress.progress(sent / KILOBYTE, manifest.bytes() / KILOBYTE);
      }
      put(client, target + "/" + MANIFEST, root.resolve(folder.manifest()));
    } finally {
      progress.ends();
    }
    return new OfflineLocation(SENT, target, Optional.empty());
  }

  /**
   * Checks the files before anything is sent; their content is checked later, and by the service.
   */
  static void check(Manifest manifest, Path root, RunFolder folder) {
    for (Manifest.PublishedFile file : manifest.files()) {
      if (!Files.isRegularFile(root.resolve(folder.key(file.path())))) {
        throw new AppException(
            CommandError.FILES_DIFFER, "The manifest names a file that is missing: " + file.path());
      }
      checkInside(root, folder.key(file.path()));
      if (file.bytes() > MAX_BYTES) {
        throw new AppException(
            CommandError.FILES_DIFFER,
            ("%s is larger than the %d bytes that a service takes at once. Extract with a smaller"
                    + " --part-size, or put the files where the service can read them itself")
                .formatted(file.path(), MAX_BYTES));
      }
    }
  }

  /**
   * Rejects links that lead out of the folder: files from elsewhere could link to secrets of this
   * machine.
   */
  private static void checkInside(Path root, String key) {
    try {
      if (root.resolve(key).toRealPath().startsWith(root.toRealPath())) {
        return;
      }
    } catch (IOException failure) {
      throw new AppException(
          CommandError.FILES_DIFFER, "%s cannot be read".formatted(key), failure);
    }
    throw new AppException(
        CommandError.FILES_DIFFER,
        "%s is reached through a symbolic link that leads out of the folder. Replace the link with a copy of the file"
            .formatted(key));
  }

  private static void put(ServiceClient client, String key, Path file) {
    String link =
        client
            .post(
                "/api/service/files/presignedUrl",
                JsonNodeFactory.instance
                    .objectNode()
                    .put("key", key)
                    .put("method", "PUT")
                    .put("expiry", "5m"))
            .path("url")
            .asText();
    client.put(link, file);
  }
}

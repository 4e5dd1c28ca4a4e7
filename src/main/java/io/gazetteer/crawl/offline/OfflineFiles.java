package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.objectstore.S3Bucket;
import io.gazetteer.objectstore.files.SentFiles;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.PublicationError;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.Selection;
import io.gazetteer.workflow.OfflineLocation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what is at a location, and in which format. */
@ApplicationScoped
public class OfflineFiles {

  private static final String MANIFEST = "manifest.json";

  @Inject ObjectStores stores;
  @Inject OfflineSettings settings;
  @Inject NameRules rules;
  @Inject SentFiles sentFiles;

  /**
   * Finds what is at a location now: a published run, otherwise the newest of the runs directly
   * below, as in a workflow's folder, otherwise the files of the older extractor.
   *
   * @param connectorName the connector that it must be of
   * @throws AppException an {@link OfflineError}; a {@link PublicationError} if a manifest cannot
   *     be read; an error of the store
   */
  public Origin at(OfflineLocation location, String connectorName, Selection selection) {
    String prefix =
        isOfClients(location.bucket()) ? SentFiles.prefix(location.prefix()) : location.prefix();
    String folder = prefix.isEmpty() ? "" : prefix + "/";
    try (StoreReads reads = open(location)) {
      StoreReads.checkKey(folder + MANIFEST);
      Optional<PublishedRun> run =
          find(reads.store(), folder).or(() -> newest(reads.store(), folder));
      if (run.isPresent()) {
        checkConnector(run.get(), connectorName);
        String name = "s3://" + location.bucket() + "/" + run.get().folder().prefix();
        return new PublishedOrigin(name, () -> open(location), run.get(), selection, rules);
      }
      if (reads.has(folder + ExtractorOrigin.DATABASES)) {
        return new ExtractorOrigin(
            location.toString(), () -> open(location), folder, selection, rules);
      }
    }
    throw new AppException(
        OfflineError.OFFLINE_NOTHING_FOUND,
        "There is neither a manifest.json nor a databases.json at %s, nor a manifest.json in a"
                .formatted(location)
            + " folder directly below it. A run that is incomplete has none. Check bucket and prefix");
  }

  /** Opens the store without connecting to it. */
  private StoreReads open(OfflineLocation location) {
    String bucket = location.bucket();
    if (!settings.buckets().contains(bucket)) {
      throw new AppException(
          OfflineError.OFFLINE_BUCKET_NOT_ALLOWED,
          "This service is not allowed to read %s, only %s. Ask its administrator to add it"
                  .formatted(bucket, String.join(", ", new TreeSet<>(settings.buckets())))
              + " to gazetteer.offline.buckets");
    }
    if (stores.names().contains(bucket)) {
      return new StoreReads(stores.open(bucket));
    }
    return new StoreReads(
        isOfClients(bucket)
            ? sentFiles.open()
            : stores.open(S3Bucket.at(bucket, "", location.region())));
  }

  private boolean isOfClients(String bucket) {
    return bucket.equals(SentFiles.NAME) && !stores.names().contains(bucket);
  }

  private static Optional<PublishedRun> find(ObjectStore store, String prefix) {
    RunFolder folder = new RunFolder(prefix);
    try {
      return Optional.of(new PublishedRun(folder, ManifestJson.read(store, folder)));
    } catch (AppException fault) {
      if (fault.code() == PublicationError.PUBLICATION_NOT_FOUND) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /** Compares the times in the manifests, because copied files have other times. */
  private static Optional<PublishedRun> newest(ObjectStore store, String prefix) {
    List<String> folders = new ArrayList<>();
    store.list(
        prefix,
        object -> {
          String path = object.key().substring(prefix.length());
          if (path.matches("[^/]+/" + MANIFEST)) {
            folders.add(prefix + path.substring(0, path.length() - MANIFEST.length()));
          }
        });
    return folders.stream()
        .flatMap(folder -> find(store, folder).stream())
        .max(
            Comparator.comparing((PublishedRun run) -> run.manifest().publishedAt())
                .thenComparing(run -> run.manifest().run()));
  }

  static void checkConnector(PublishedRun run, String connectorName) {
    Manifest.Connection connection = run.manifest().connection();
    if (!connection.connectorName().equals(connectorName)) {
      throw new AppException(
          OfflineError.OFFLINE_OTHER_CONNECTOR,
          "%s is for connector %s, but the workflow is for %s"
              .formatted(run.folder().manifest(), connection.connectorName(), connectorName));
    }
  }
}

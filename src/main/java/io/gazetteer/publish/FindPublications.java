package io.gazetteer.publish;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Finds what runs published, for whoever may read runs, and its files, for who may read assets. */
@ApplicationScoped
public class FindPublications {

  private static final String MANIFEST = "manifest.json";

  @Inject Access access;
  @Inject PublicationRepository publications;
  @Inject ObjectStores stores;

  /** What became of a run's publishing; empty where it was not to publish. */
  public Optional<Publication> byRun(String runName) {
    access.check(Action.READ_RUN);
    return publications.find(runName);
  }

  /**
   * The files of a publication, as its manifest names them; empty where nothing can be read.
   *
   * @throws AppException an {@link io.gazetteer.objectstore.ObjectStoreError} when the store does
   *     not say; PUBLICATION_NOT_FOUND when somebody else deleted the manifest
   */
  public List<Manifest.PublishedFile> files(Publication publication) {
    access.check(Action.READ_RUN);
    if (publication.state() != Publication.State.PUBLISHED) {
      return List.of();
    }
    try (ObjectStore store = stores.open(publication.store())) {
      return ManifestJson.read(store, publication.folder()).files();
    }
  }

  /**
   * One file, or the manifest. To be closed.
   *
   * @param path as in the manifest, or {@code manifest.json}
   * @throws AppException PUBLICATION_NONE when there is nothing to read, OBJECT_NOT_FOUND when the
   *     manifest names no such file, or an error of the store
   */
  public InputStream open(String runName, String path) {
    access.check(Action.READ_ASSET);
    Publication publication =
        publications
            .find(runName)
            .filter(found -> found.state() == Publication.State.PUBLISHED)
            .orElseThrow(() -> none(runName));
    ObjectStore store = stores.open(publication.store());
    try {
      RunFolder folder = publication.folder();
      boolean named =
          path.equals(MANIFEST)
              || ManifestJson.read(store, folder).files().stream()
                  .anyMatch(file -> file.path().equals(path));
      if (!named) {
        throw new AppException(
            PublicationError.PUBLICATION_FILE_NOT_FOUND,
            "Run " + runName + " published no file of that path");
      }
      return new OfStore(store.read(folder.key(path)), store);
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  static AppException none(String runName) {
    return new AppException(
        PublicationError.PUBLICATION_NONE, "Run " + runName + " has nothing published");
  }

  private static final class OfStore extends FilterInputStream {

    private final ObjectStore store;

    OfStore(InputStream file, ObjectStore store) {
      super(file);
      this.store = store;
    }

    @Override
    public void close() throws IOException {
      try (store) {
        super.close();
      }
    }
  }
}

package io.gazetteer.crawl.offline;

import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.Selection;

/** Lets the benchmark read a published run, without the application around it. */
public final class PublishedDoor {

  private PublishedDoor() {}

  /** The first database of a run, whole. */
  public static OpenDatabase open(ObjectStore store, RunFolder folder) {
    PublishedRun run = new PublishedRun(folder, ManifestJson.read(store, folder));
    // Without filters no rule is asked.
    return new PublishedDatabase(
        new StoreReads(store), run, run.manifest().databases().get(0), Selection.ALL, null);
  }
}

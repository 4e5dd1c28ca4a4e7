package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;

/** Takes each row together with the asset made of it, to publish both. */
public interface LineSink {

  LineSink NONE = (row, asset) -> {};

  /**
   * Takes a row and its asset.
   *
   * @param row a row record of {@code io.gazetteer.source}
   */
  void write(Record row, StagedAsset asset);
}

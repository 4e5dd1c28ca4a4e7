package io.gazetteer.asset;

/** Takes the assets of one read of a database, from one thread. */
public interface AssetSink {

  /**
   * Takes an asset that was read.
   *
   * @throws IllegalStateException if the catalog database rejects it; then nothing of the read
   *     counts
   */
  void write(StagedAsset asset);

  /**
   * Takes an asset that is unchanged, together with everything below it; none of that is written.
   * Comes before every other call.
   *
   * @throws IllegalStateException after another call
   */
  void unchanged(String typeName, String qualifiedName);

  /**
   * Takes new statistics of an asset that is otherwise unchanged.
   *
   * @param statisticsJson UTF-8 of a JSON object; a null in it removes that number, others stay
   */
  void statistics(String typeName, String qualifiedName, byte[] statisticsJson);
}

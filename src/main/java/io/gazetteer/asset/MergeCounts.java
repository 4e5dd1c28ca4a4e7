package io.gazetteer.asset;

import java.util.List;

/**
 * What a merge did, or would do.
 *
 * @param created assets that were never there before
 * @param changed assets whose attributes differ from before
 * @param restored assets that had been archived and are back, with their guid
 * @param archived assets that vanished
 * @param unchanged assets that were read and are as they were
 * @param held what was not archived because it is too much at once; empty list and 0 where nothing
 *     was held back
 */
public record MergeCounts(
    long created, long changed, long restored, long archived, long unchanged, Held held) {

  /** Nothing was held back. */
  public static final Held NOTHING_HELD = new Held(0, 0, List.of());

  public MergeCounts(long created, long changed, long restored, long archived, long unchanged) {
    this(created, changed, restored, archived, unchanged, NOTHING_HELD);
  }

  /**
   * Assets that vanished and are still active; on a dry run all that vanished.
   *
   * @param candidates how many
   * @param active how many active assets the connection has
   * @param examples types and paths of the first hundred, in order of their paths
   */
  public record Held(long candidates, long active, List<String> examples) {

    public Held {
      examples = List.copyOf(examples);
    }
  }
}

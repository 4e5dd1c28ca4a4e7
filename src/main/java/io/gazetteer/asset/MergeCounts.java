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
  public static final Held NOTHING_HELD = new Held(0, 0, 0, 0, false, List.of());

  public MergeCounts(long created, long changed, long restored, long archived, long unchanged) {
    this(created, changed, restored, archived, unchanged, NOTHING_HELD);
  }

  /**
   * Assets that were to be archived and are still active; on a dry run all that would be.
   *
   * @param candidates how many
   * @param filteredOut how many of them still exist at the source and are left out on purpose
   * @param staying how many more are left out on purpose and stay, as archiving them was not asked
   *     for; counted on a dry run alone
   * @param active how many active assets the connection has; 0 where there are no candidates
   * @param tooMuch whether they are more than may be archived without asking
   * @param examples types and paths of the first hundred, in order of their paths
   */
  public record Held(
      long candidates,
      long filteredOut,
      long staying,
      long active,
      boolean tooMuch,
      List<String> examples) {

    public Held {
      examples = List.copyOf(examples);
    }
  }
}

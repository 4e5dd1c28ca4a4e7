package io.gazetteer.asset;

import java.util.List;

/**
 * What a merge changed, or would change.
 *
 * @param created new assets
 * @param changed assets whose attributes changed
 * @param restored archived assets that exist again, with their guid
 * @param archived assets that no longer exist
 * @param unchanged assets that were read and are unchanged
 * @param held what was not archived because it is too much at once
 */
public record MergeCounts(
    long created, long changed, long restored, long archived, long unchanged, Held held) {

  /** No archiving waits for approval. */
  public static final Held NOTHING_HELD = new Held(0, 0, 0, 0, false, List.of());

  public MergeCounts(long created, long changed, long restored, long archived, long unchanged) {
    this(created, changed, restored, archived, unchanged, NOTHING_HELD);
  }

  /**
   * Assets whose archiving waits for approval; in a dry run all that would be archived.
   *
   * @param candidates number of these assets
   * @param filteredOut how many of them still exist at the source and are excluded by the filters
   * @param staying how many more are excluded and kept, because archiving them is not requested;
   *     counted in a dry run only
   * @param active number of active assets of the connection; 0 without candidates
   * @param tooMuch whether they are more than may be archived without approval
   * @param examples types and qualified names of the first hundred
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

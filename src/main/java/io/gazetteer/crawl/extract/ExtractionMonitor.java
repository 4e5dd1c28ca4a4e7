package io.gazetteer.crawl.extract;

import io.gazetteer.crawl.read.ReadMonitor;
import java.time.Duration;

/** Where an extraction reports to, and where it learns that it must stop. */
public interface ExtractionMonitor extends ReadMonitor {

  /** Reports an error that ends the read of a database or the extraction, in one sentence. */
  void error(String message);

  /**
   * Reports that the read of a database begins, or begins again.
   *
   * @param number number of the database, from 1
   */
  void begins(String database, int number, int count);

  /** Reports that the read of the database has ended, successfully or not; may be called twice. */
  void ends();

  /** Waits; shorter if the work must stop. */
  void pause(Duration wait);
}

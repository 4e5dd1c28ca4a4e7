package io.gazetteer.crawl.run;

import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.crawl.CrawlSettings;
import io.gazetteer.model.BoundedText;
import io.gazetteer.run.Run;
import io.gazetteer.source.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides whether a read of a database may be compared with an earlier one, or must be full. In
 * doubt it is full.
 */
@ApplicationScoped
class FullReads {

  /** After a comparison with a state of the catalogue that is gone. */
  static final Decision OVERTAKEN = Decision.full("the catalogue changed since the last crawl");

  @Inject Fingerprints fingerprints;
  @Inject CrawlSettings settings;
  @Inject PublishCrawl publishCrawl;
  @Inject Clock clock;

  /**
   * What a crawl may compare with.
   *
   * @param earlier what the last complete crawl saw; empty = read fully
   * @param why why the read must be full, to follow "because"; null if it need not
   */
  record Decision(Optional<StoredFingerprint> earlier, String why) {

    private static Decision full(String why) {
      return new Decision(Optional.empty(), why);
    }

    /** Why the read was full, to follow "because": our reason, otherwise the source's. */
    String why(Reading reading) {
      Optional<String> atSource = reading.recognition().whyRead();
      boolean cannotBeCompared = reading.recognition().fingerprint().isEmpty();
      return why == null || cannotBeCompared ? atSource.orElse(why) : why;
    }
  }

  /** Decides for one database of a run. */
  Decision decide(CrawlJob job, Run run, String database, MergeRules rules) {
    if (rules.dryRun()) {
      return Decision.full("a preview always does");
    }
    if (job.origin().whyReadFully().isPresent()) {
      return Decision.full(job.origin().whyReadFully().get());
    }
    if (run.options().fullRead()) {
      return Decision.full("the run requests it");
    }
    if (job.fullRead()) {
      return Decision.full("the workflow requests it (full-read)");
    }
    if (publishCrawl.isOn(job)) {
      return Decision.full("the workflow publishes, and a publication is always complete");
    }
    Duration interval = settings.fullReadInterval();
    if (interval.isZero() || interval.isNegative()) {
      return Decision.full("gazetteer.crawl.full-read-interval is 0");
    }
    Optional<Fingerprints.Earlier> known =
        fingerprints.find(job.connectionQualifiedName(), BoundedText.place(database));
    if (known.isEmpty()) {
      return Decision.full("it is the first crawl");
    }
    return known
        .get()
        .fingerprint()
        .map(earlier -> decide(earlier, rules, interval))
        .orElse(
            Decision.full(
                "there is nothing to compare with: the last crawl was incomplete, archiving waits"
                    + " for approval, or something changed while it read"));
  }

  private Decision decide(StoredFingerprint earlier, MergeRules rules, Duration interval) {
    if (!earlier.reader().equals(reader(rules))) {
      return Decision.full("the last crawl used another version of this program or other settings");
    }
    Instant now = clock.instant();
    if (earlier.readAt().isAfter(now) || !earlier.readAt().plus(interval).isAfter(now)) {
      return Decision.full(
          "the last full read was at %s (gazetteer.crawl.full-read-interval)"
              .formatted(earlier.readAt()));
    }
    return new Decision(Optional.of(earlier), null);
  }

  /**
   * Returns the scope with what the next crawl compares with, if the read was complete.
   *
   * @param basis the earlier crawl that a partial read builds on; empty for a full read
   */
  static MergeScope recognised(
      MergeScope scope, Reading reading, Optional<StoredFingerprint> basis, MergeRules rules) {
    boolean complete = reading.warnings().isEmpty() && reading.kindsNotRead().isEmpty();
    return reading
        .recognition()
        .fingerprint()
        .filter(fingerprint -> complete && !rules.dryRun())
        .map(fingerprint -> new Fingerprints.Seen(reader(rules), fingerprint.text(), basis))
        .map(scope::recognisedBy)
        .orElse(scope);
  }

  /** What a crawl writes depends on this besides the source. */
  static String reader(MergeRules rules) {
    return "%s limit %d, filtered out %s, others %s"
        .formatted(
            CodeVersion.current(),
            rules.archiveLimitPercent(),
            rules.archiveFilteredOut(),
            rules.archiveFilteredOut() ? new TreeSet<>(rules.otherWorkflows()) : "any");
  }
}

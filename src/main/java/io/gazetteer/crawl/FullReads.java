package io.gazetteer.crawl;

import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.model.QualifiedNames;
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
 * Decides whether a database may be recognised as unchanged or has to be read fully whatever the
 * source says. In doubt it is read.
 */
@ApplicationScoped
class FullReads {

  /** After a comparison that the catalogue did not wait for. */
  static final Decision OVERTAKEN =
      Decision.full("the source is unchanged and the catalogue is not as the last crawl left it");

  @Inject Fingerprints fingerprints;
  @Inject CrawlSettings settings;
  @Inject PublishCrawl publishCrawl;
  @Inject Clock clock;

  /**
   * What a crawl may compare with.
   *
   * @param earlier what the last complete crawl saw; empty = read fully
   * @param why why it has to be read fully, to follow "because"; null when it need not
   */
  record Decision(Optional<StoredFingerprint> earlier, String why) {

    private static Decision full(String why) {
      return new Decision(Optional.empty(), why);
    }

    /** Why a full read was made, to follow "because": for our reasons, else for the source's. */
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
      return Decision.full("the run was asked to");
    }
    if (job.fullRead()) {
      return Decision.full("the workflow says so (full-read)");
    }
    if (publishCrawl.isOn(job)) {
      return Decision.full("the workflow publishes, and what it publishes is always whole");
    }
    Duration interval = settings.fullReadInterval();
    if (interval.isZero() || interval.isNegative()) {
      return Decision.full("gazetteer.crawl.full-read-interval is 0");
    }
    Optional<Fingerprints.Earlier> known =
        fingerprints.find(job.connectionQualifiedName(), QualifiedNames.place(database));
    if (known.isEmpty()) {
      return Decision.full("it is the first time");
    }
    return known
        .get()
        .fingerprint()
        .map(earlier -> decide(earlier, rules, interval))
        .orElse(
            Decision.full(
                "the last crawl left nothing to compare with: it was not complete, was held back,"
                    + " or something changed while it read"));
  }

  private Decision decide(StoredFingerprint earlier, MergeRules rules, Duration interval) {
    if (!earlier.reader().equals(reader(rules))) {
      return Decision.full("another version of this program, or other settings, read it last");
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
   * The scope of a full read, to be recognised the next time where nothing was missing from it.
   *
   * @param reading what was read
   * @param basis of a read in part, what the rest rests on; empty for a full one
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

  /** What besides the source decides about what a crawl writes. */
  static String reader(MergeRules rules) {
    return "%s limit %d, filtered out %s, others %s"
        .formatted(
            CodeVersion.current(),
            rules.archiveLimitPercent(),
            rules.archiveFilteredOut(),
            rules.archiveFilteredOut() ? new TreeSet<>(rules.otherWorkflows()) : "any");
  }
}

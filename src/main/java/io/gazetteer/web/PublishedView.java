package io.gazetteer.web;

import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.Publication;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run published, as its page shows it.
 *
 * @param text where it is and how much, in a sentence
 * @param fault why it is not there; empty where it is
 * @param repeatable whether it can be tried again
 * @param files the manifest among them; empty where nothing can be read
 */
public record PublishedView(
    Badge badge, String text, String fault, boolean repeatable, List<FileLine> files) {

  /** A file, and how large it is; the size is empty where it is not known. */
  public record FileLine(String path, String database, String size) {}

  static PublishedView of(Publication publication, List<Manifest.PublishedFile> files) {
    return new PublishedView(
        badge(publication),
        text(publication),
        publication.errorMessage().orElse(""),
        publication.repeatable(),
        lines(publication, files));
  }

  /** Where it was published and the catalog database does not give it back. */
  static PublishedView unreadable(Publication publication, String fault) {
    return new PublishedView(
        new Badge("warn", "Not readable now", "warn"),
        text(publication),
        fault,
        publication.repeatable(),
        List.of());
  }

  private static Badge badge(Publication publication) {
    return switch (publication.state()) {
      case PENDING -> new Badge("spin", "Under way", "busy");
      case PUBLISHED -> new Badge("check", "Published", "good");
      case FAILED -> new Badge("cross", "Not published", "bad");
      case REMOVING, REMOVED -> new Badge("box", "Deleted", "calm");
    };
  }

  private static String text(Publication publication) {
    return switch (publication.state()) {
      case PENDING, FAILED -> "For the object store %s.".formatted(publication.store());
      case PUBLISHED ->
          "%s with %s, %s, in the object store %s."
              .formatted(
                  Amounts.count(publication.files(), "file"),
                  Amounts.count(publication.rows(), "line"),
                  Amounts.size(publication.bytes()),
                  publication.store());
      case REMOVING, REMOVED ->
          "It was deleted from the object store %s, as newer runs are kept there."
              .formatted(publication.store());
    };
  }

  private static List<FileLine> lines(Publication publication, List<Manifest.PublishedFile> files) {
    if (publication.state() != Publication.State.PUBLISHED) {
      return List.of();
    }
    List<FileLine> lines = new ArrayList<>();
    lines.add(new FileLine("manifest.json", "", ""));
    files.forEach(
        file ->
            lines.add(
                new FileLine(
                    file.path(),
                    file.database(),
                    Amounts.count(file.rows(), "line") + ", " + Amounts.size(file.bytes()))));
    return lines;
  }
}

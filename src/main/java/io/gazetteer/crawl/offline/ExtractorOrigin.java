package io.gazetteer.crawl.offline;

import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Selection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The databases that an extractor's {@code databases.json} names.
 *
 * @param name where the files are, for messages
 * @param folder prefix of the keys, empty or with a slash at its end
 */
record ExtractorOrigin(
    String name, Supplier<StoreReads> reads, String folder, Selection selection, NameRules rules)
    implements Origin {

  static final String DATABASES = "databases.json";

  /** Not in the files. */
  @Override
  public Optional<Address> address() {
    return Optional.empty();
  }

  /** The extractor reads selected databases, so there may be others. */
  @Override
  public boolean listsEveryDatabase() {
    return false;
  }

  @Override
  public List<DatabaseListing> databases() {
    return rules.databases(names(), selection);
  }

  @Override
  public Set<String> matching(Collection<String> expressions) {
    return rules.matched(expressions, names());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    try (StoreReads opened = reads.get()) {
      new ExtractorFile(opened, folder + DATABASES)
          .forEach(
              object -> names.add(object.required("TABLE_CATALOG", "DATABASE_NAME", "TABLE_CAT")));
    }
    if (names.isEmpty()) {
      throw ExtractorObject.damaged(folder + DATABASES, "names no database");
    }
    return names;
  }

  @Override
  public String whyClosed(String database) {
    return "there are no files of it";
  }

  @Override
  public OpenDatabase open(String database) {
    return new ExtractorDatabase(reads.get(), folder, database, selection, rules);
  }
}

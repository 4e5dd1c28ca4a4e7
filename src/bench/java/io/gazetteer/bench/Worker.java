package io.gazetteer.bench;

import java.nio.file.Path;

/**
 * Runs one contender in a virtual machine of its own: first over the small catalog until the code
 * is warm, then measured. Arguments: contender, source address prefix, store address prefix, shape,
 * result file, process numbers of the source's and the store's postmaster, folder of the rows of a
 * crawl.
 */
public final class Worker {

  private static final int WARM_UPS = 3;

  private Worker() {}

  public static void main(String[] arguments) throws Exception {
    String source = arguments[1];
    String store = arguments[2];
    Shape shape = Shape.valueOf(arguments[3]);
    Meter meter =
        new Meter(
            Path.of(arguments[4]), Long.parseLong(arguments[5]), Long.parseLong(arguments[6]));
    Path rows = Path.of(arguments[7]);
    Contender contender =
        switch (arguments[0]) {
          case "crawl" -> new OwnCrawl(source, store);
          case "import" -> new OwnImport(source, store, rows.resolveSibling("published"));
          case "lower" -> new LowerBound(source, store, rows);
          case "extract" -> new OwnExtract(source, rows.resolveSibling("extracted"), false);
          case "extract-lines" -> new OwnExtract(source, rows.resolveSibling("lines"), true);
          case "extract-lower" ->
              new ExtractBound(new LowerBound(source, store, rows), rows.resolveSibling("lines"));
          case "metadata" -> new MetadataCalls(source);
          default -> new OtherCrawler(source);
        };
    for (int i = 0; i < WARM_UPS; i++) {
      contender.warmUp();
    }
    contender.run(shape, meter);
  }

  /** One way of reading a catalog. */
  interface Contender {
    void warmUp() throws Exception;

    void run(Shape shape, Meter meter) throws Exception;
  }
}

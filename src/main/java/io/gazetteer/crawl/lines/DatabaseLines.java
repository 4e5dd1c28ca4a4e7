package io.gazetteer.crawl.lines;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.crawl.read.LineSink;
import io.gazetteer.publish.DatabaseSpool;
import io.gazetteer.publish.Manifest;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * Writes the rows of one read of a database, and the assets made of them, as lines into a spool. A
 * thread of its own makes the lines, so that the read waits only if that thread is slower; the
 * queue between them is bounded. An error of the disk ends the writing, not the read. Close it in
 * any case.
 */
public final class DatabaseLines implements LineSink, AutoCloseable {

  private static final int BATCH = 64;
  private static final int QUEUED_BATCHES = 8;

  /** Ends the thread; no other batch is empty. */
  private static final List<Item> END = List.of();

  private final DatabaseSpool spool;
  private final String database;
  private final AssetLine assetLine;
  private final RowLine rowLine;
  private final BlockingQueue<List<Item>> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private final Thread writer;
  private List<Item> batch = new ArrayList<>(BATCH);
  private String serverVersion = "";

  /** Set by the writer; others read it when the writer has ended. */
  private volatile Optional<IOException> failure = Optional.empty();

  private volatile boolean abandoned;

  private record Item(Record row, StagedAsset asset) {}

  /** Starts the thread. */
  public DatabaseLines(DatabaseSpool spool, String database, AssetLine assetLine) {
    this.spool = spool;
    this.database = database;
    this.assetLine = assetLine;
    this.rowLine = new RowLine(database);
    this.writer = new Thread(this::writeAll, "publish-lines");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void write(Record row, StagedAsset asset) {
    if (row instanceof DatabaseRow found) {
      serverVersion = found.serverVersion();
    }
    batch.add(new Item(row, asset));
    if (batch.size() == BATCH) {
      send(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  private void send(List<Item> items) {
    try {
      queue.put(items);
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("Interrupted while lines were written");
  }

  private void writeAll() {
    try {
      for (List<Item> items = queue.take(); !items.isEmpty(); items = queue.take()) {
        if (failure.isEmpty() && !abandoned) {
          write(items);
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Item> items) {
    try {
      for (Item item : items) {
        StagedAsset asset = item.asset();
        spool.write(
            Manifest.Kind.TRANSFORMED, AssetLine.entity(asset.typeName()), assetLine.of(asset));
        write(item.row());
      }
    } catch (IOException error) {
      failure = Optional.of(error);
    } catch (RuntimeException | Error error) {
      failure = Optional.of(new IOException("A line could not be written", error));
    }
  }

  private void write(Record row) throws IOException {
    RowEntity entity = RowEntity.of(row);
    spool.write(Manifest.Kind.RAW, entity.wire(), rowLine.of(entity, row));
  }

  /**
   * Completes the database in the spool after everything was read.
   *
   * @param reading what was found besides the rows
   * @throws IOException when something could not be written; then nothing of the database is kept
   */
  public void finish(Reading reading, Period period) throws IOException {
    if (!batch.isEmpty()) {
      send(batch);
    }
    send(END);
    try {
      writer.join();
    } catch (InterruptedException stop) {
      throw interrupted();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      write(ReadingLine.of(reading));
    } catch (RuntimeException error) {
      throw new IOException("A line could not be written", error);
    }
    spool.finish(
        new Manifest.Database(
            database,
            reading.warnings().isEmpty() ? Manifest.State.COMPLETE : Manifest.State.DEGRADED,
            reading.warnings(),
            Optional.ofNullable(serverVersion),
            Optional.of(period.from()),
            Optional.of(period.to())));
  }

  @Override
  public void close() throws IOException {
    abandoned = true;
    boolean interrupted = false;
    while (writer.isAlive()) {
      // The thread discards what is queued, then takes this.
      boolean sent = queue.offer(END);
      try {
        writer.join(sent ? 0 : 1);
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    spool.close();
  }
}

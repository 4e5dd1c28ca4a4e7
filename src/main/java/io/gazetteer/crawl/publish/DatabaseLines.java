package io.gazetteer.crawl.publish;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.crawl.rows.ReadingLine;
import io.gazetteer.crawl.rows.RowEntity;
import io.gazetteer.crawl.rows.RowLine;
import io.gazetteer.publish.DatabaseSpool;
import io.gazetteer.publish.Manifest;
import io.gazetteer.run.RunCancelledException;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Keeps the rows of one read of a database and the assets made of them, as they stream by. A thread
 * of its own writes, so that the crawl waits only where the disk is slower than the source; what
 * waits is bounded. A fault of the disk ends the keeping and not the crawl. Close it in any case.
 */
public final class DatabaseLines implements AutoCloseable {

  private static final int BATCH = 64;
  private static final int QUEUED_BATCHES = 8;

  /** No batch is empty but the last word. */
  private static final List<Object> END = List.of();

  private static final Map<Class<?>, RowEntity> ENTITIES =
      Map.of(
          DatabaseRow.class, RowEntity.DATABASE,
          SchemaRow.class, RowEntity.SCHEMA,
          RelationRow.class, RowEntity.RELATION,
          ColumnRow.class, RowEntity.COLUMN,
          RoutineRow.class, RowEntity.ROUTINE,
          ObjectRow.class, RowEntity.OBJECT,
          ReadingLine.class, RowEntity.READING);

  private final DatabaseSpool spool;
  private final String database;
  private final AssetLine assetLine;
  private final RowLine rowLine;
  private final BlockingQueue<List<Object>> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private final Thread writer;
  private List<Object> batch = new ArrayList<>(BATCH);
  private String serverVersion = "";

  /** Of the writer, read by others when it has ended. */
  private volatile Optional<IOException> fault = Optional.empty();

  private volatile boolean abandoned;

  /** Begins. */
  public DatabaseLines(DatabaseSpool spool, String database, AssetLine assetLine) {
    this.spool = spool;
    this.database = database;
    this.assetLine = assetLine;
    this.rowLine = new RowLine(database);
    this.writer = new Thread(this::writeAll, "publish-lines");
    writer.setDaemon(true);
    writer.start();
  }

  /** A sink that keeps what it gets and passes it on. */
  public RowSink rows(RowSink next) {
    return new KeepingSink(next, this::keep);
  }

  /** Likewise for assets. */
  public Consumer<StagedAsset> assets(Consumer<StagedAsset> next) {
    return asset -> {
      next.accept(asset);
      add(asset);
    };
  }

  private void keep(Record row) {
    if (row instanceof DatabaseRow found) {
      serverVersion = found.serverVersion();
    }
    add(row);
  }

  private void add(Object item) {
    batch.add(item);
    if (batch.size() == BATCH) {
      send(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  private void send(List<Object> items) {
    try {
      queue.put(items);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    }
  }

  private void writeAll() {
    try {
      for (List<Object> items = queue.take(); !items.isEmpty(); items = queue.take()) {
        if (fault.isEmpty() && !abandoned) {
          write(items);
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  // Named ones: a lambda that holds something is made by a call into the virtual machine where only
  // the quick compiler is at work, which shows at two lines of each object.

  private record AssetToWrite(AssetLine form, StagedAsset asset) implements DatabaseSpool.Line {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      form.write(out, asset);
    }
  }

  private record RowToWrite(RowLine form, RowEntity entity, Record row)
      implements DatabaseSpool.Line {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      form.write(out, entity, row);
    }
  }

  private void write(List<Object> items) {
    try {
      for (Object item : items) {
        if (item instanceof StagedAsset asset) {
          spool.write(
              Manifest.Kind.TRANSFORMED,
              AssetLine.entity(asset.typeName()),
              new AssetToWrite(assetLine, asset));
        } else {
          Record row = (Record) item;
          RowEntity entity = ENTITIES.get(row.getClass());
          spool.write(Manifest.Kind.RAW, entity.wire(), new RowToWrite(rowLine, entity, row));
        }
      }
    } catch (IOException failure) {
      fault = Optional.of(failure);
    } catch (RuntimeException | Error failure) {
      fault = Optional.of(new IOException("A line could not be written", failure));
    }
  }

  /**
   * Ends the keeping when everything was read.
   *
   * @param reading what was seen besides the rows
   * @param period when it was read
   * @throws IOException when something could not be kept; then nothing is
   */
  public void finish(Reading reading, Period period) throws IOException {
    add(ReadingLine.of(reading));
    send(batch);
    end();
    if (fault.isPresent()) {
      throw fault.get();
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

  private void end() {
    send(END);
    try {
      writer.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    }
  }

  @Override
  public void close() throws IOException {
    abandoned = true;
    boolean interrupted = false;
    while (writer.isAlive()) {
      // It takes what is there without writing it, and then this.
      boolean told = queue.offer(END);
      try {
        writer.join(told ? 0 : 1);
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

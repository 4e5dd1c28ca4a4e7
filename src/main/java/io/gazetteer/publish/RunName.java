package io.gazetteer.publish;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/**
 * The name and end of a run, as far as publications need them. Read only: package {@code run}
 * changes runs.
 */
@Entity
@Immutable
@Table(name = "run")
class RunName {

  @Id private long id;

  private String name;
  private Instant finishedAt;

  RunName() {}

  String name() {
    return name;
  }

  boolean isFinished() {
    return finishedAt != null;
  }
}

package io.gazetteer.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A line of a log as it is stored; outside its repository it is a {@link RunLogLine}. */
@Entity
@Immutable
@Table(name = "run_log")
class StoredLogLine {

  static final int MAX_LENGTH = 4000;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column private long runId;
  private String scope;

  @NotNull private Instant at;

  @NotNull
  @Enumerated(EnumType.STRING)
  private LogLevel level;

  @NotNull
  @Size(max = MAX_LENGTH)
  private String message;

  StoredLogLine() {}

  StoredLogLine(long runId, Instant at, LogLevel level, String message) {
    this.runId = runId;
    this.at = at;
    this.level = level;
    this.message = message;
  }

  RunLogLine line() {
    return new RunLogLine(id, at, level, Optional.ofNullable(scope), message);
  }
}

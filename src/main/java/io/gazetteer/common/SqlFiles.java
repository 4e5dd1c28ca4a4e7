package io.gazetteer.common;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * Finds the SQL file of a statement: {@code /io/gazetteer/run/RunRepository/start_run.sql} for
 * {@code SqlFiles.of(RunRepository.class, "start_run")}. Comments are taken out, files are read
 * once.
 */
public final class SqlFiles {

  private static final ClasspathSqlLocator LOCATOR = ClasspathSqlLocator.removingComments();

  private SqlFiles() {}

  /**
   * The text of one statement.
   *
   * @param owner the class that runs it
   * @param statement file name without {@code .sql}
   * @throws RuntimeException if the file is missing, which is an error of the build
   */
  public static String of(Class<?> owner, String statement) {
    return LOCATOR.locate(owner, statement).strip();
  }
}

package io.gazetteer.crawl;

import io.gazetteer.common.ErrorCode;

/** Errors of crawls. */
public enum CrawlError implements ErrorCode {
  /**
   * The workflow's extraction method is not available, or it lacks a credential.
   *
   * <p>Choose direct or s3 extraction, and set a credential for direct.
   */
  EXTRACTION_NOT_AVAILABLE(400),
  /**
   * The filters select no database.
   *
   * <p>Check the include and exclude filters; names are case-sensitive.
   */
  NOTHING_SELECTED(400),
  /**
   * The server cannot read an expression of the filters; the message lists all of them.
   *
   * <p>Correct the expressions: they are PostgreSQL's regular expressions.
   */
  FILTER_UNREADABLE(400),
  /**
   * The run's workflow was archived or deleted.
   *
   * <p>Create the workflow again, then run it.
   */
  CRAWL_WORKFLOW_GONE(404);

  private final int status;

  CrawlError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}

package io.gazetteer.crawl;

import io.gazetteer.common.ErrorCode;

/** How a crawl can fail for reasons of its own. */
public enum CrawlError implements ErrorCode {
  /** The workflow's extraction method is known and cannot be run yet. */
  EXTRACTION_NOT_AVAILABLE(400),
  /** The filters leave no database at all. */
  NOTHING_SELECTED(400),
  /** The server cannot read an expression of the filters; all of them are listed. */
  FILTER_UNREADABLE(400),
  /** The run's workflow has been archived or deleted since. */
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

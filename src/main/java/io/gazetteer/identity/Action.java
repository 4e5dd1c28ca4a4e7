package io.gazetteer.identity;

/** What a caller may ask for; checked by {@link Access}. */
public enum Action {
  READ_WORKFLOW,
  WRITE_WORKFLOW,
  RUN_WORKFLOW,
  READ_RUN,
  CANCEL_RUN,
  READ_CONNECTION,
  WRITE_CONNECTION,
  TEST_CONNECTION,
  /** Encrypt stored secrets with another key; administrators only. */
  ROTATE_SECRETS,
  READ_ASSET,
  WRITE_ASSET,
  READ_IDENTITY,
  WRITE_IDENTITY
}

/**
 * Words that everyone may use: error codes, invalid input, SQL files. It knows no feature. Begin
 * reading at {@link io.gazetteer.common.AppException}.
 */
package io.gazetteer.common;

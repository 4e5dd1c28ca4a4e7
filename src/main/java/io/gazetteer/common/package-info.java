/**
 * Words that everyone may use: error codes, faults of input, SQL files. It knows no feature and
 * never will; at most ten files. Begin reading at {@link io.gazetteer.common.AppException}.
 */
package io.gazetteer.common;

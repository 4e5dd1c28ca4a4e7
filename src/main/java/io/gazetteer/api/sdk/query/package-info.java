/**
 * Where the SDKs send queries; none is run yet. Begin with {@link
 * io.gazetteer.api.sdk.query.QueryStreamResource}.
 */
package io.gazetteer.api.sdk.query;

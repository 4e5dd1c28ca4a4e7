/**
 * The tools of a fast load: COPY's binary format, a compact memory of what the catalogue holds,
 * hashes and guids. It knows no assets but by their hashes. Begin reading at {@link
 * io.gazetteer.asset.load.KnownAssets}.
 */
package io.gazetteer.asset.load;

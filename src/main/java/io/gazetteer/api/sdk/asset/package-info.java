/**
 * Assets as the SDKs speak of them under {@code /api/meta}: search, single entities, the model. It
 * knows use cases and no storage. Begin with {@link
 * io.gazetteer.api.sdk.asset.AssetSearchResource}.
 */
package io.gazetteer.api.sdk.asset;

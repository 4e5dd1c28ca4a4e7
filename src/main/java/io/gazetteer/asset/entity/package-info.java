/**
 * Single assets in the SDKs' form: getting them, what people write about them, deleting and
 * bringing back. It knows no connections, only a port that keeps their definitions. Begin reading
 * at {@link io.gazetteer.asset.entity.SaveEntities}.
 */
package io.gazetteer.asset.entity;

/**
 * What people write about assets, and deleting and bringing them back. It knows no connections,
 * only a port that keeps their definitions. Begin reading at {@link
 * io.gazetteer.asset.entity.SaveEntities}.
 */
package io.gazetteer.asset.entity;

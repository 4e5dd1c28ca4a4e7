/**
 * Changes that people make to assets: attributes, deletion and restoration. It knows no
 * connections, only a port that keeps their definitions. Begin reading at {@link
 * io.gazetteer.asset.entity.SaveEntities}.
 */
package io.gazetteer.asset.entity;

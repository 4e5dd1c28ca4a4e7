/**
 * What repositories of entities share: how entities and SQL files stay in step within a
 * transaction, and how columns of JSON are read and written. Begin with {@link
 * io.gazetteer.common.store.EntitiesBesideSql}.
 */
package io.gazetteer.common.store;

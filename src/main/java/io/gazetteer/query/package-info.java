/** Queries to crawled servers, which are not run here yet. */
package io.gazetteer.query;

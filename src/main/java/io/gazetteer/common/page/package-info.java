/**
 * The one form of the lists of {@code /api/v1}: parameters, order and envelope. Begin with {@link
 * io.gazetteer.common.page.PageQuery}.
 */
package io.gazetteer.common.page;

package io.gazetteer.asset.entity;

import io.gazetteer.common.FieldError;
import java.util.List;

/**
 * Changes of assets that belong together: all are saved, or none.
 *
 * @param errors what was found wrong with the request already, to be reported with whatever else is
 */
public record EntityPatches(List<EntityPatch> patches, List<FieldError> errors) {}

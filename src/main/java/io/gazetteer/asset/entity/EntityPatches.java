package io.gazetteer.asset.entity;

import io.gazetteer.common.FieldError;
import java.util.List;

/**
 * Changes of assets that belong together: all are saved, or none.
 *
 * @param errors errors found in the request so far, to be reported together with further ones
 */
public record EntityPatches(List<EntityPatch> patches, List<FieldError> errors) {}

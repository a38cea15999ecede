package org.vertebrafe.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.view3d.Model3D;

/**
 * The model that is to be seen in 3D.
 *
 * @param model with its fields
 * @param place where other programs draw a point of the patient (LPS, mm) in the CT; empty where there is no CT
 */
record SolvedModel(Model3D model, Optional<UnaryOperator<Vec3>> place) {

    /**
     * Finds it.
     *
     * @param file model.vtu of an earlier analysis; empty for the model whose maps are open
     * @throws InputException if no map is open either, or the file holds no model
     */
    static SolvedModel of(String file) {
        if (file == null || file.isBlank()) {
            MappedResult mapped = MappedResult.newest()
                    .orElseThrow(() -> new InputException(
                            "No open map brings its model with it: run Analyze Vertebra..., or give the model.vtu of an"
                                    + " earlier analysis."));
            return new SolvedModel(Model3D.of(mapped.result()), Optional.of(mapped.stack()::asShown));
        }
        try {
            return new SolvedModel(Model3D.read(Path.of(file.trim())), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The range of a quantity in a cohort.
     *
     * @param folder of the cohort's results; empty for no range
     */
    Optional<ValueRange> range(String quantity, String folder) {
        if (folder == null || folder.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ValueRange.of(model.field(quantity).inCohort(Path.of(folder.trim()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

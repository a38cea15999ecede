package org.vertebrafe.analysis;

import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.mesh.Mesh;

/** Elements that have their shapes but no material yet. */
sealed interface ElementDraft permits VoxelElements, TetElements {

    /**
     * Elements with their material.
     *
     * @param draft the one they come from: another than that asked where the material needs other elements
     * @param elements what each is made of
     */
    record Filled(ElementDraft draft, ModelElements elements) {}

    /** Nodes and elements. */
    Mesh mesh();

    /** What the user should know about how they were made. */
    List<String> warnings();

    /** Finds the elements in which the voxels of an image lie. */
    ElementMap locate(VoxelGrid grid, TaskExecutor threads);

    /** These elements for a specimen of the same shape from another image; empty where they must be made anew. */
    default Optional<ElementDraft> in(Specimen other, AnalysisConfig config) {
        return Optional.empty();
    }

    /** Gives each element its material. */
    Filled fill(AnalysisConfig config, MaterialSettings material, TaskExecutor threads, Progress progress);
}

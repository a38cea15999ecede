package org.vertebrafe.analysis;

import java.util.List;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * A vertebra ready to be loaded, with all that its making decided.
 *
 * @param elements the elements and what each is made of
 * @param elastic the elements with their stiffness, in the loading frame
 * @param specimen the vertebra they were made of and how it is placed
 * @param material how density became stiffness
 * @param warnings what the user should know
 */
record VertebraModel(
        ModelElements elements,
        ElasticModel elastic,
        Specimen specimen,
        MaterialSettings material,
        List<String> warnings) {

    /** The same model with other warnings. */
    VertebraModel with(List<String> others) {
        return new VertebraModel(elements, elastic, specimen, material, List.copyOf(others));
    }

    Mesh mesh() {
        return elements.mesh();
    }

    /** The vertebra's frame; its superior axis is the loading axis. */
    VertebralFrame frame() {
        return specimen.frame();
    }
}

package org.vertebrafe.analysis;

import java.util.List;
import org.vertebrafe.base.Digest;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.image.Volume;

/** A vertebra whose elements have their stiffness, ready to be loaded: the second step of an analysis. A value. */
public final class StiffVertebra {

    private final MeshedVertebra meshed;
    private final VertebraModel model;
    private final ElementMap places;
    private final double seconds;

    /**
     * @param meshed the step before
     * @param model elements with material
     * @param places where they lie in the image
     * @param seconds that this step took
     */
    StiffVertebra(MeshedVertebra meshed, VertebraModel model, ElementMap places, double seconds) {
        this.meshed = meshed;
        this.model = model;
        this.places = places;
        this.seconds = seconds;
    }

    MeshedVertebra meshed() {
        return meshed;
    }

    VertebraModel model() {
        return model;
    }

    ElementMap places() {
        return places;
    }

    double seconds() {
        return seconds;
    }

    /** Young's modulus of each element, MPa; to be read only. */
    public float[] moduli() {
        return model.elements().modulus();
    }

    /** Young's modulus on the grid of the image, MPa; NaN where there is no element. */
    public Volume modulusMap() {
        float[] moduli = moduli();
        double[] values = new double[moduli.length];
        for (int e = 0; e < values.length; e++) {
            values[e] = moduli[e];
        }
        return places.map(values);
    }

    /** Number of unknowns of the equations to be solved. */
    public long unknowns() {
        return 3L * model.mesh().nodes();
    }

    /** A fingerprint of all that later steps see of this one but the mesh. */
    public String fingerprint() {
        ModelElements elements = model.elements();
        Digest digest = new Digest()
                .add(elements.mesh().coordinates())
                .add(elements.modulus())
                .add(elements.pointModulus())
                .add(elements.density())
                .add(elements.assignment())
                .add(elements.floored().toLongArray().length)
                .add(elements.floored().cardinality())
                .add(elements.extrapolated().cardinality())
                .add(model.material().toString());
        warnings().forEach(digest::add);
        return digest.hex();
    }

    /** What the user should know so far. */
    public List<String> warnings() {
        return model.warnings();
    }
}

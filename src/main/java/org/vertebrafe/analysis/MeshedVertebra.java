package org.vertebrafe.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vertebrafe.base.Digest;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.tet.QualityReport;

/** A vertebra divided into elements that have no material yet: the first step of an analysis. A value. */
public final class MeshedVertebra {

    private final Specimen specimen;
    private final ElementDraft draft;
    private final ElementMap places;
    private final double seconds;
    private final double locateSeconds;

    /**
     * @param specimen what is meshed
     * @param draft its elements
     * @param places where they lie in the image
     * @param seconds that specimen and elements took
     * @param locateSeconds that their places took
     */
    MeshedVertebra(Specimen specimen, ElementDraft draft, ElementMap places, double seconds, double locateSeconds) {
        this.specimen = specimen;
        this.draft = draft;
        this.places = places;
        this.seconds = seconds;
        this.locateSeconds = locateSeconds;
    }

    Specimen specimen() {
        return specimen;
    }

    ElementDraft draft() {
        return draft;
    }

    ElementMap places() {
        return places;
    }

    double seconds() {
        return seconds;
    }

    double locateSeconds() {
        return locateSeconds;
    }

    /** Nodes and elements. */
    public Mesh mesh() {
        return draft.mesh();
    }

    /** Whether the load will go through end caps. */
    public boolean caps() {
        return specimen.caps();
    }

    /** Density of each voxel of the model, g/cm3, the way it went onto the elements. */
    public Volume density() {
        return specimen.solid().density();
    }

    /** How good tetrahedra are; empty for bricks, which are all alike. */
    public Optional<QualityReport> quality() {
        return draft instanceof TetElements tets ? Optional.of(tets.tets().quality()) : Optional.empty();
    }

    /** What the user should know so far. */
    public List<String> warnings() {
        return Stream.concat(specimen.warnings().stream(), draft.warnings().stream())
                .toList();
    }

    /** A fingerprint of all that later steps see of this one but where it came from: images, calibration and labels. */
    public String fingerprint() {
        Mesh mesh = mesh();
        Digest digest = new Digest()
                .add(mesh.type().name())
                .add(mesh.coordinates())
                .add(mesh.connectivity())
                .add(specimen.solid().density().values())
                .add(specimen.solid().tissues().codes())
                .add(specimen.frame().toString())
                .add(String.valueOf(specimen.labelledCaps()))
                .add(String.valueOf(specimen.addedCaps()));
        mesh.nodeSetNames().forEach(name -> digest.add(name).add(mesh.nodeSet(name)));
        warnings().forEach(digest::add);
        return digest.hex();
    }

    /** The voxels of the image whose middle lies in an element: 1, all others 0. */
    public Labels mask() {
        return places.mask();
    }
}

package org.vertebrafe.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.density.Vbmd;
import org.vertebrafe.density.VbmdAssessment;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.ElementState;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.field.NodeMap;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.strength.CompressionTest;
import org.vertebrafe.strength.EffectiveStrain;
import org.vertebrafe.strength.StrengthDefinition;

/**
 * What an analysis found: numbers at once, maps and fields when asked for. Research software: numbers for a model, not a
 * diagnosis.
 */
public final class AnalysisResult {

    private static final double MG_PER_G = 1000;

    private final AnalysisInput input;
    private final AnalysisConfig config;
    private final VertebraModel model;
    private final Solution solution;
    private final ElementFields fields;
    private final ElementMap places;
    private final CompressionTest test;
    private final Map<StrengthDefinition, Double> strengths;
    private final Map<String, Double> timings;
    private final ElementState state;

    AnalysisResult(
            AnalysisInput input,
            AnalysisConfig config,
            VertebraModel model,
            Solution solution,
            ElementFields fields,
            ElementMap places,
            CompressionTest test,
            EffectiveStrain effectiveStrain,
            Map<String, Double> timings) {
        this.input = input;
        this.config = config;
        this.model = model;
        this.solution = solution;
        this.fields = fields;
        this.places = places;
        this.test = test;
        this.timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
        Map<StrengthDefinition, Double> all = new LinkedHashMap<>();
        for (StrengthDefinition definition : StrengthDefinition.values()) {
            all.put(definition, definition.newtons(test, effectiveStrain));
        }
        this.strengths = Collections.unmodifiableMap(all);
        this.state = new ElementState(
                model.mesh(),
                fields,
                displacements(),
                model.elements().density(),
                model.elastic().modulus(),
                e -> tissue(e).isBone(),
                StrengthDefinition.PISTOIA_STRAIN,
                effectiveStrain.loadFactor(StrengthDefinition.PISTOIA_PART, StrengthDefinition.PISTOIA_STRAIN));
    }

    /** Name of the vertebra: image title or file name. */
    public String name() {
        return input.name();
    }

    /** What the CT's headers say about the scan, where there are any. */
    public Optional<CtAcquisition> acquisition() {
        return input.acquisition();
    }

    public AnalysisConfig config() {
        return config;
    }

    /** The simulated compression test. */
    public CompressionTest test() {
        return test;
    }

    /** Stiffness, N/mm. */
    public double stiffness() {
        return test.stiffness();
    }

    /** Strength by the definition chosen, N. */
    public double strength() {
        return strengths.get(strengthDefinition());
    }

    public StrengthDefinition strengthDefinition() {
        return StrengthDefinition.ofId(config.strength());
    }

    /** Strength by every definition, N. */
    public Map<StrengthDefinition, Double> strengths() {
        return strengths;
    }

    /** Mean density of the vertebral body, mg/cm3, of the kind the image holds. */
    public double meanBodyDensity() {
        return model.specimen().bodyDensity().body() * MG_PER_G;
    }

    /** Mean density of the body's trabecular label, mg/cm3; NaN where it is not told apart. */
    public double meanTrabecularDensity() {
        return model.specimen().bodyDensity().trabecular() * MG_PER_G;
    }

    /**
     * Trabecular vBMD, g/cm3 of the kind the image holds, by region: {@code ellipticCylinder} and {@code peeledBody}, as
     * far as the body has room for them.
     */
    public Map<String, Vbmd> vbmd() {
        return model.specimen().bodyDensity().regions();
    }

    /**
     * What category the vBMD of the elliptic cylinder belongs to, or why to none; empty where the body has no room for the
     * cylinder.
     */
    public Optional<VbmdAssessment> vbmdAssessment() {
        return Optional.ofNullable(vbmd().get(BodyDensity.ELLIPTIC_CYLINDER))
                .map(vbmd -> density().assess(vbmd.mean(), input.scan().contrast()));
    }

    /** How the image became density, with the calibration and what it adds to the uncertainty of densities. */
    public ImageDensity density() {
        return model.specimen().density();
    }

    /** Volume of the vertebral body, mm3. */
    public double bodyVolume() {
        return model.specimen().bodyDensity().volume();
    }

    /** The vertebra's frame, loading axis as superior. */
    public VertebralFrame frame() {
        return model.frame();
    }

    /** Angle between the loading axis and the vertebra's own axis, degrees. */
    public double loadingTiltDegrees() {
        return model.specimen().own().tiltDegrees(model.frame().superior());
    }

    public Mesh mesh() {
        return model.mesh();
    }

    /** What the linear solver took. */
    public LinearSolver.Report solver() {
        return solution.report();
    }

    /** Seconds of each stage, in order. */
    public Map<String, Double> timings() {
        return timings;
    }

    /** What the user should know about this result. */
    public List<String> warnings() {
        return model.warnings();
    }

    /** The image that was analysed: HU or density. */
    public Volume image() {
        return input.image();
    }

    VertebraModel model() {
        return model;
    }

    AnalysisInput input() {
        return input;
    }

    /** One value an element, in the quantity's unit; no number for the density of caps, which the image does not tell. */
    public double[] elementValues(MapQuantity quantity) {
        return IntStream.range(0, fields.elements())
                .mapToDouble(e -> quantity.of(state, e))
                .toArray();
    }

    /** Displacement of each node in patient coordinates, x, y, z a node, mm. */
    public double[] displacements() {
        double[] local = solution.displacement();
        double[] displacement = new double[local.length];
        for (int n = 0; n < local.length / 3; n++) {
            Vec3 u = model.elastic().toPatient(local[3 * n], local[3 * n + 1], local[3 * n + 2]);
            displacement[3 * n] = u.x();
            displacement[3 * n + 1] = u.y();
            displacement[3 * n + 2] = u.z();
        }
        return displacement;
    }

    /** A map on the grid of the image: values in the quantity's unit, NaN where there is no element. */
    public Volume map(MapQuantity quantity) {
        return map(quantity, places);
    }

    /** A map on the grid of places that are known: values in the quantity's unit, NaN where there is no element. */
    public Volume map(MapQuantity quantity, ElementMap where) {
        return quantity == MapQuantity.DISPLACEMENT
                ? NodeMap.lengths(where, mesh(), state.displacements())
                : where.map(elementValues(quantity));
    }

    /**
     * Finds the elements in which the voxels of any grid lie, for instance of a plane laid askew through the vertebra.
     *
     * @param threads the caller's threads
     */
    public ElementMap locate(VoxelGrid grid, TaskExecutor threads) {
        return model.elements().origin().locate(grid, threads);
    }

    /** The element in which each voxel of the image lies. */
    public ElementMap places() {
        return places;
    }

    /** The value of a quantity in one element, in its unit. */
    public double value(MapQuantity quantity, int element) {
        return quantity.of(state, element);
    }

    /** The value of a quantity at a point of an element (LPS, mm), in its unit: what maps show there. */
    public double value(MapQuantity quantity, int element, Vec3 point) {
        return quantity == MapQuantity.DISPLACEMENT
                ? NodeMap.length(mesh(), element, point, state.displacements())
                : quantity.of(state, element);
    }

    /** What an element is made of. */
    public Tissue tissue(int element) {
        return model.elements().tissue(element);
    }

    /** Volume of an element, mm3. */
    public double volume(int element) {
        return model.elements().origin().volume(element);
    }
}

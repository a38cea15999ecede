package org.vertebrafe.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.io.VtuWriter.Field;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.mesh.Mesh;

/** The files that {@code vertebrafe solve} writes. */
final class SolveResult {

    private static final String[] COMPONENTS = {"xx", "yy", "zz", "xy", "yz", "zx"};

    private final String name;
    private final InpModel model;
    private final Solution solution;
    private final ElementFields fields;

    SolveResult(String name, InpModel model, Solution solution, ElementFields fields) {
        this.name = name;
        this.model = model;
        this.solution = solution;
        this.fields = fields;
    }

    /** Sum of the reaction forces over each node set, N. */
    Map<String, Vec3> reactionSums() {
        Map<String, Vec3> sums = new LinkedHashMap<>();
        for (String set : model.reactionSets()) {
            sums.put(set, solution.reaction(model.elastic().mesh().nodeSet(set)));
        }
        return sums;
    }

    void writeJson(Path file, Map<String, Double> seconds) throws IOException {
        Mesh mesh = model.elastic().mesh();
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.addProperty("model", name);
        json.addProperty("element", mesh.type().abaqusName());
        json.addProperty("nodes", mesh.nodes());
        json.addProperty("elements", mesh.elements());
        json.addProperty(
                "unknowns", 3 * mesh.nodes() - model.constraints().fixed().cardinality());
        JsonObject sums = new JsonObject();
        reactionSums().forEach((set, sum) -> {
            JsonArray vector = new JsonArray();
            vector.add(sum.x());
            vector.add(sum.y());
            vector.add(sum.z());
            sums.add(set, vector);
        });
        json.add("reactionSums_N", sums);
        JsonObject solver = new JsonObject();
        solver.addProperty("name", solution.report().solver());
        solver.addProperty("iterations", solution.report().iterations());
        solver.addProperty("relativeResidual", solution.report().relativeResidual());
        json.add("solver", solver);
        JsonObject times = new JsonObject();
        seconds.forEach(times::addProperty);
        json.add("seconds", times);
        JsonArray remarks = new JsonArray();
        model.remarks().forEach(remarks::add);
        json.add("remarks", remarks);
        SafeFiles.writeText(file, new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
    }

    void writeVtu(Path file, Progress progress) throws IOException {
        List<Field> cells = new ArrayList<>();
        cells.add(scalar("Young's modulus", "MPa", e -> model.elastic().modulus()[e]));
        cells.add(scalar("Von Mises stress", "MPa", fields::vonMises));
        cells.add(scalar("Strain energy density", "mJ/mm3", fields::strainEnergyDensity));
        cells.add(scalar("Maximum principal strain", "mm/mm", e -> fields.principalStrains(e)[0]));
        cells.add(scalar("Minimum principal strain", "mm/mm", e -> fields.principalStrains(e)[2]));
        for (int c = 0; c < 6; c++) {
            int component = c;
            cells.add(scalar("Stress " + COMPONENTS[c], "MPa", e -> fields.stress()[6 * e + component]));
        }
        for (int c = 0; c < 6; c++) {
            int component = c;
            cells.add(scalar("Strain " + COMPONENTS[c], "mm/mm", e -> fields.strain()[6 * e + component]));
        }
        List<Field> points = List.of(
                Field.vector("Displacement", "mm", floats(solution.displacement())),
                Field.vector("Nodal force", "N", floats(solution.nodalForce())));
        VtuWriter.write(model.elastic().mesh(), cells, points, file, progress);
    }

    private Field scalar(String title, String unit, IntToDoubleFunction value) {
        double[] values = new double[fields.elements()];
        Arrays.setAll(values, value);
        return Field.scalar(title, unit, floats(values));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

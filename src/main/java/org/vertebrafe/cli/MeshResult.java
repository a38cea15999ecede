package org.vertebrafe.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.imagej.MeshPicture;
import org.vertebrafe.imagej.PngFiles;
import org.vertebrafe.imagej.QualityPicture;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.io.Stl;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.io.inp.InpMeshWriter;
import org.vertebrafe.mesh.tet.SurfaceTopology;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetReport;
import org.vertebrafe.mesh.tet.TetSettings;

/** The files that {@code vertebrafe mesh} writes, and what it prints. */
record MeshResult(String name, TetSettings settings, TetMesh mesh) {

    void write(Path folder, Progress progress) throws IOException {
        InpMeshWriter.write(mesh, folder.resolve("mesh.inp"), progress);
        List<VtuWriter.Field> fields = new ArrayList<>();
        if (mesh.tissues().length > 0) {
            float[] codes = new float[mesh.tissues().length];
            for (int e = 0; e < codes.length; e++) {
                codes[e] = mesh.tissues()[e];
            }
            fields.add(VtuWriter.Field.scalar("Tissue", "", codes));
        }
        VtuWriter.write(mesh.mesh(), fields, List.of(), folder.resolve("mesh.vtu"), progress);
        Stl.write(mesh.surface(), folder.resolve("surface.stl"));
        SafeFiles.writeText(
                folder.resolve("quality.json"),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(report())
                        + "\n");
        PngFiles.write(QualityPicture.draw(mesh.quality()), folder.resolve("quality.png"));
        PngFiles.write(MeshPicture.cutOpen(mesh), folder.resolve("mesh.png"));
    }

    private Map<String, Object> report() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("program", Version.NAME + " " + Version.number());
        json.put("input", name);
        json.put("element", mesh.mesh().type().abaqusName());
        json.put("edge_mm", settings.edge());
        json.put("growth", settings.growth());
        json.put("flatten_mm", settings.flatDepth());
        json.put("nodes", mesh.mesh().nodes());
        json.put("elements", mesh.mesh().elements());
        json.put("solidVolume_mm3", mesh.report().solidVolume());
        json.put("volume_mm3", mesh.quality().volume());
        json.put("topology", mesh.topology());
        json.put("manifold", mesh.topology().manifold());
        json.put("eulerNumber", mesh.topology().eulerNumber());
        Map<String, Object> sets = new LinkedHashMap<>();
        mesh.facetSets().forEach((set, facets) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("facets", facets.length);
            entry.put("nodes", mesh.mesh().nodeSet(set).length);
            entry.put("area_mm2", mesh.surface(facets).area());
            sets.put(set, entry);
        });
        json.put("sets", sets);
        json.put("quality", mesh.quality().distributions());
        json.put("making", mesh.report());
        return json;
    }

    /** What a person wants to know, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        TetReport report = mesh.report();
        SurfaceTopology topology = mesh.topology();
        lines.add(String.format(
                Locale.ROOT,
                "%,d %s elements, %,d nodes",
                mesh.mesh().elements(),
                mesh.mesh().type().abaqusName(),
                mesh.mesh().nodes()));
        lines.add(String.format(
                Locale.ROOT,
                "Volume %.1f mm3 (%+.2f %%) for a solid of %.1f mm3",
                mesh.quality().volume(),
                100 * (mesh.quality().volume() / report.solidVolume() - 1),
                report.solidVolume()));
        lines.add(String.format(
                Locale.ROOT,
                "Boundary %s, %d shell%s, Euler number %d",
                topology.manifold() ? "closed and manifold" : "NOT a closed manifold",
                topology.shells(),
                topology.shells() == 1 ? "" : "s",
                topology.eulerNumber()));
        mesh.facetSets()
                .forEach((set, facets) -> lines.add(String.format(
                        Locale.ROOT,
                        "Set %s: %,d nodes, %,d facets, %.0f mm2",
                        set.toUpperCase(Locale.ROOT),
                        mesh.mesh().nodeSet(set).length,
                        facets.length,
                        mesh.surface(facets).area())));
        if (settings.flatDepth() > 0) {
            lines.add(String.format(Locale.ROOT, "Endplates made plane: %+.1f mm3", report.flattening()));
        }
        if (report.partBorder() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Between bone and caps: %,d corner nodes, in the mean %.3f mm off the bone's smooth surface",
                    report.partBorder().nodes(),
                    report.partBorder().meanDistance()));
        }
        removed(report.componentsRemoved(), "part(s) of the input that do not touch the largest one left out", lines);
        removed(report.partsRemoved(), "part(s) joined by less than an element left out", lines);
        removed(report.cavitiesFilled(), "cavity(ies) smaller than an element filled", lines);
        lines.addAll(mesh.quality().table());
        return lines;
    }

    private static void removed(int count, String what, List<String> lines) {
        if (count > 0) {
            lines.add("Note: " + count + " " + what);
        }
    }
}

package org.vertebrafe.analysis;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.tet.Distribution;
import org.vertebrafe.mesh.tet.SurfaceTopology;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetReport;

/** The mesh of a model as a part of {@code result.json}: its size, and how good it is where that is a question. */
final class MeshJson {

    private MeshJson() {}

    static JsonObject of(VertebraModel model) {
        Mesh mesh = model.mesh();
        JsonObject json = new JsonObject();
        json.addProperty("type", mesh.type().abaqusName());
        json.addProperty("elements", mesh.elements());
        json.addProperty("nodes", mesh.nodes());
        json.addProperty("unknowns", 3L * mesh.nodes());
        JsonObject sets = new JsonObject();
        for (String name : mesh.nodeSetNames()) {
            sets.addProperty(name, mesh.nodeSet(name).length);
        }
        json.add("nodesOfSets", sets);
        json.addProperty("volume_mm3", volume(model.elements()));
        json.addProperty("elementsAtModulusFloor", model.elements().floored().cardinality());
        json.addProperty(
                "elementsOutsideLawRange", model.elements().extrapolated().cardinality());
        MeshOrigin origin = model.elements().origin();
        if (origin instanceof MeshOrigin.Voxels voxels) {
            add(json, voxels.voxels());
        } else if (origin instanceof MeshOrigin.Tetrahedra tets) {
            add(json, tets.tets());
            json.addProperty("elementsNoBoneVoxelReaches", tets.uncovered());
        }
        return json;
    }

    private static double volume(ModelElements elements) {
        double volume = 0;
        for (int e = 0; e < elements.tissues().length; e++) {
            volume += elements.origin().volume(e);
        }
        return volume;
    }

    private static void add(JsonObject json, VoxelMesh mesh) {
        json.add("elementSize_mm", ResultJson.vector(mesh.grid().spacing()));
        json.addProperty("loosePartsRemoved", mesh.componentsRemoved());
        json.addProperty("looseElementsRemoved", mesh.voxelsRemoved());
    }

    private static void add(JsonObject json, TetMesh mesh) {
        TetReport report = mesh.report();
        json.addProperty("labelledVolume_mm3", report.solidVolume());
        json.addProperty("loosePartsRemoved", report.componentsRemoved() + report.partsRemoved());
        json.addProperty("flatteningVolume_mm3", report.flattening());
        json.addProperty("cavitiesFilled", report.cavitiesFilled());
        json.addProperty("curvedMidNodes", report.curved());
        json.addProperty("straightenedMidNodes", report.straightened());
        JsonObject quality = new JsonObject();
        for (Distribution distribution : mesh.quality().distributions()) {
            quality.add(name(distribution), distribution(distribution));
        }
        json.add("quality", quality);
        json.add("surface", surface(mesh.topology()));
    }

    /** For instance "dihedralAngle_degrees". */
    private static String name(Distribution distribution) {
        StringBuilder name = new StringBuilder();
        for (String word : distribution.name().split(" ")) {
            name.append(
                    name.isEmpty()
                            ? word.toLowerCase(Locale.ROOT)
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return distribution.unit().isEmpty() ? name.toString() : name + "_" + distribution.unit();
    }

    private static JsonObject distribution(Distribution distribution) {
        JsonObject json = new JsonObject();
        json.addProperty("min", distribution.min());
        json.addProperty("mean", distribution.mean());
        json.addProperty("max", distribution.max());
        json.addProperty("sd", distribution.sd());
        return json;
    }

    private static JsonObject surface(SurfaceTopology topology) {
        JsonObject json = new JsonObject();
        json.addProperty("triangles", topology.triangles());
        json.addProperty("closed", topology.closed());
        json.addProperty("manifold", topology.manifold());
        json.addProperty("shells", topology.shells());
        json.addProperty("eulerNumber", topology.eulerNumber());
        return json;
    }
}

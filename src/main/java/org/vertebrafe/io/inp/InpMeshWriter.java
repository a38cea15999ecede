package org.vertebrafe.io.inp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.segmentation.Tissue;

/**
 * Writes meshes of tetrahedra as input files for CalculiX and Abaqus without materials or loads: nodes (LPS, mm), one element
 * set for each tissue, node sets, and each facet set as a surface of element faces.
 */
public final class InpMeshWriter {

    private static final String ALL = "SOLID";

    private InpMeshWriter() {}

    /**
     * Writes a mesh, or nothing at all. Nodes and elements are numbered from 1 in its order.
     *
     * @param file ending in .inp, or in .inp.gz to be compressed with gzip; a file of this name is replaced
     * @param progress polled for cancel
     * @throws InputException if the name ends otherwise or the folder does not exist
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(TetMesh tets, Path file, Progress progress) throws IOException {
        InpText.write(file, progress, out -> {
            Mesh mesh = tets.mesh();
            out.nodes(mesh.coordinates());
            List<String> sets = new ArrayList<>();
            for (Tissue tissue : Tissue.values()) {
                if (elements(tets, tissue, InpText.name(tissue.id()), out)) {
                    sets.add(InpText.name(tissue.id()));
                }
            }
            if (tets.tissues().length == 0) {
                elements(tets, null, ALL, out);
            } else {
                out.text("*ELSET, ELSET=%s\n%s\n", ALL, String.join(",", sets));
            }
            for (String name : mesh.nodeSetNames()) {
                out.nodeSet(name, mesh.nodeSet(name));
            }
            for (var set : tets.facetSets().entrySet()) {
                out.text("*SURFACE, NAME=%s_SURFACE, TYPE=ELEMENT\n", InpText.name(set.getKey()));
                for (int facet : set.getValue()) {
                    out.text("%d,S%d\n", facet / 4 + 1, facet % 4 + 1);
                }
            }
        });
    }

    /** Writes the elements of one tissue, or all if it is null; false if there are none. */
    private static boolean elements(TetMesh tets, Tissue tissue, String set, InpText out) throws IOException {
        boolean any = false;
        for (int e = 0; e < tets.mesh().elements(); e++) {
            if (tissue == null || tets.tissues().length > 0 && tets.tissues()[e] == tissue.code()) {
                if (!any) {
                    out.text("*ELEMENT, TYPE=%s, ELSET=%s\n", tets.mesh().type().abaqusName(), set);
                }
                any = true;
                out.poll(e);
                out.element(tets.mesh(), e);
            }
        }
        return any;
    }
}

package org.vertebrafe.io.inp;

import java.util.List;
import java.util.Map;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElasticModel;

/**
 * A linear elastic model with its supports and loads, as an input file states it. Node sets of the mesh have their names
 * in capitals. Arrays are to be read only.
 *
 * @param elastic mesh and materials, in the axes of the file
 * @param constraints prescribed displacements, mm
 * @param forces concentrated forces, N, 3 values a node; null if there are none
 * @param nodeNumbers the number each node of the mesh has in the file
 * @param elementNumbers the number each element has in the file
 * @param elementSets names in capitals, with element positions in the mesh, rising
 * @param reactionSets the node sets named in a *BOUNDARY, *CLOAD or *NODE PRINT, in the order of the file
 * @param remarks what was left out without changing the answer, for people
 */
public record InpModel(
        ElasticModel elastic,
        Constraints constraints,
        double[] forces,
        int[] nodeNumbers,
        int[] elementNumbers,
        Map<String, int[]> elementSets,
        List<String> reactionSets,
        List<String> remarks) {

    public InpModel {
        if (nodeNumbers.length != elastic.mesh().nodes()
                || elementNumbers.length != elastic.mesh().elements()) {
            throw new IllegalArgumentException("numbers for another mesh");
        }
        elementSets = Map.copyOf(elementSets);
        reactionSets = List.copyOf(reactionSets);
        remarks = List.copyOf(remarks);
    }
}

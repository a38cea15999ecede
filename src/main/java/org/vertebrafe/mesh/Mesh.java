package org.vertebrafe.mesh;

import java.util.Map;
import java.util.TreeMap;
import org.vertebrafe.base.Vec3;

/**
 * A finite-element mesh of one element type: node positions in patient coordinates (LPS, mm) and the nodes of each
 * element, both counted from 0. A value: the arrays are handed over and to be read only.
 */
public final class Mesh {

    private final ElementType type;
    private final double[] coordinates;
    private final int[] connectivity;
    private final Map<String, int[]> nodeSets;

    /**
     * @param type kind of all elements
     * @param coordinates x, y, z of each node, LPS mm; length 3 * nodes
     * @param connectivity node numbers of each element; length elements * type.nodes()
     * @param nodeSets named sets of node numbers, rising
     */
    public Mesh(ElementType type, double[] coordinates, int[] connectivity, Map<String, int[]> nodeSets) {
        if (coordinates.length % 3 != 0 || connectivity.length % type.nodes() != 0) {
            throw new IllegalArgumentException("array lengths do not fit " + type);
        }
        this.type = type;
        this.coordinates = coordinates;
        this.connectivity = connectivity;
        this.nodeSets = new TreeMap<>(nodeSets);
    }

    public ElementType type() {
        return type;
    }

    /** Number of nodes. */
    public int nodes() {
        return coordinates.length / 3;
    }

    /** Number of elements. */
    public int elements() {
        return connectivity.length / type.nodes();
    }

    /** x, y, z of each node, LPS mm; to be read only. */
    public double[] coordinates() {
        return coordinates;
    }

    /** The nodes of each element, one element after the other; to be read only. */
    public int[] connectivity() {
        return connectivity;
    }

    /** Position of a node, LPS mm. */
    public Vec3 node(int node) {
        return new Vec3(coordinates[3 * node], coordinates[3 * node + 1], coordinates[3 * node + 2]);
    }

    /** Names of the node sets, sorted. */
    public Iterable<String> nodeSetNames() {
        return nodeSets.keySet();
    }

    /**
     * The node numbers of a set, rising; to be read only.
     *
     * @throws IllegalArgumentException if there is no such set
     */
    public int[] nodeSet(String name) {
        int[] set = nodeSets.get(name);
        if (set == null) {
            throw new IllegalArgumentException("No node set \"" + name + "\"; there are " + nodeSets.keySet());
        }
        return set;
    }
}

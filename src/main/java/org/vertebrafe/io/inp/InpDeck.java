package org.vertebrafe.io.inp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vertebrafe.base.InputException;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** What has been read of a model so far. Complaints name the current line. */
final class InpDeck {

    private static final int MAX_POISSON_RATIOS = Byte.MAX_VALUE + 1;

    private final InpLines lines;
    private final LabelMap nodes = new LabelMap();
    private double[] coordinates = new double[3 * 1024];
    private ElementType type;
    private String typePlace;
    private final LabelMap elements = new LabelMap();
    private final IntList connectivity = new IntList();
    private final Map<String, IntList> nodeSets = new TreeMap<>();
    private final Map<String, IntList> elementSets = new TreeMap<>();
    private final Map<String, Isotropic> materials = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Prescribed> prescribed = new ArrayList<>();
    private final List<Prescribed> loads = new ArrayList<>();
    private final Set<String> reported = new LinkedHashSet<>();
    private String material;

    private record Isotropic(double modulus, double poissonRatio) {}

    private record Section(String set, String material, String place) {}

    /** The same value at some nodes, for components first..last, 0 to 2. */
    private record Prescribed(int[] nodes, int first, int last, double value, String place) {}

    InpDeck(InpLines lines) {
        this.lines = lines;
    }

    void node(int number, double x, double y, double z, String set) {
        add(nodes, number, "node");
        int at = 3 * (nodes.size() - 1);
        if (at + 3 > coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
        }
        coordinates[at] = x;
        coordinates[at + 1] = y;
        coordinates[at + 2] = z;
        if (set != null) {
            nodeSets.computeIfAbsent(set, name -> new IntList()).add(nodes.size() - 1);
        }
    }

    private void add(LabelMap map, int number, String what) {
        if (number > LabelMap.LARGEST) {
            throw lines.error("%s %d: numbers up to %d are possible.", what, number, LabelMap.LARGEST);
        }
        if (map.find(number) >= 0) {
            throw lines.error("%s %d is defined twice.", what, number);
        }
        map.add(number);
    }

    /** Position of a node. */
    int findNode(int number) {
        return find(nodes, number, "node");
    }

    private int find(LabelMap map, int number, String what) {
        int position = map.find(number);
        if (position < 0) {
            throw lines.error("%s %d is not defined above.", what, number);
        }
        return position;
    }

    void type(ElementType newType, String place) {
        if (type != null && type != newType) {
            throw InputException.of(
                    "%s: elements of type %s beside those of type %s in %s; a model can have one type only.",
                    place, newType.abaqusName(), type.abaqusName(), typePlace);
        }
        type = newType;
        typePlace = place;
    }

    /** @param positions of its nodes */
    void element(int number, int[] positions, String set) {
        add(elements, number, "element");
        double[] x = new double[3 * positions.length];
        for (int n = 0; n < positions.length; n++) {
            connectivity.add(positions[n]);
            System.arraycopy(coordinates, 3 * positions[n], x, 3 * n, 3);
        }
        double volume = ElementGeometry.smallestPointVolume(type, x);
        if (!(volume > 0)) {
            throw lines.error(
                    "element %d is turned inside out or flat (%g mm3 at an integration point).", number, volume);
        }
        if (set != null) {
            elementSets.computeIfAbsent(set, name -> new IntList()).add(elements.size() - 1);
        }
    }

    private Map<String, IntList> sets(boolean ofNodes) {
        return ofNodes ? nodeSets : elementSets;
    }

    void open(String name, boolean ofNodes) {
        sets(ofNodes).computeIfAbsent(name, key -> new IntList());
    }

    void addToSet(String name, int number, boolean ofNodes) {
        int position = ofNodes ? findNode(number) : find(elements, number, "element");
        sets(ofNodes).get(name).add(position);
    }

    void addSetToSet(String name, String other, boolean ofNodes) {
        IntList members = sets(ofNodes).get(other);
        if (members == null || name.equals(other)) {
            throw lines.error("the set %s is not defined above.", other);
        }
        sets(ofNodes).get(name).addAll(members);
    }

    void material(String name) {
        if (materials.containsKey(name)) {
            throw lines.error("material %s is defined twice.", name);
        }
        materials.put(name, null);
        material = name;
    }

    void elastic(double modulus, double poissonRatio) {
        if (material == null) {
            throw lines.error("*ELASTIC without a *MATERIAL above.");
        }
        if (!(modulus > 0)) {
            throw lines.error("Young's modulus %g MPa: must be positive.", modulus);
        }
        if (!(poissonRatio > -1 && poissonRatio < 0.5)) {
            throw lines.error("Poisson's ratio %g: must lie between -1 and 0.5, both excluded.", poissonRatio);
        }
        if (materials.put(material, new Isotropic(modulus, poissonRatio)) != null) {
            throw lines.error("material %s has two *ELASTIC.", material);
        }
    }

    void section(String set, String name, String place) {
        sections.add(new Section(set, name, place));
    }

    void report(String set) {
        if (!nodeSets.containsKey(set)) {
            throw lines.error("the node set %s is not defined above.", set);
        }
        reported.add(set);
    }

    /** @param where a node number or a set */
    void boundary(String where, int first, int last, double value) {
        prescribed.add(new Prescribed(place(where), first - 1, last - 1, value, lines.place()));
    }

    void load(String where, int dof, double value) {
        loads.add(new Prescribed(place(where), dof - 1, dof - 1, value, lines.place()));
    }

    private int[] place(String where) {
        if (!where.isEmpty() && Character.isDigit(where.charAt(0))) {
            return new int[] {findNode(new InpFields(lines, "").number(where, "a node number"))};
        }
        String name = where.toUpperCase(java.util.Locale.ROOT);
        report(name);
        return nodeSets.get(name).toArray();
    }

    /** Makes the model. */
    InpModel build() {
        if (elements.size() == 0) {
            throw lines.error("the file ends without elements.");
        }
        List<String> remarks = new ArrayList<>();
        int[] place = usedNodes(remarks);
        int used = 0;
        for (int p : place) {
            used += p >= 0 ? 1 : 0;
        }
        double[] x = new double[3 * used];
        int[] numbers = new int[used];
        for (int n = 0; n < place.length; n++) {
            if (place[n] >= 0) {
                System.arraycopy(coordinates, 3 * n, x, 3 * place[n], 3);
                numbers[place[n]] = nodes.label(n);
            }
        }
        int[] corners = connectivity.toArray();
        for (int i = 0; i < corners.length; i++) {
            corners[i] = place[corners[i]];
        }
        Map<String, int[]> sets = new TreeMap<>();
        nodeSets.forEach((name, members) -> sets.put(name, distinct(members, place)));
        Map<String, int[]> groups = new TreeMap<>();
        elementSets.forEach((name, members) -> groups.put(name, distinct(members, null)));
        return new InpModel(
                elastic(new Mesh(type, x, corners, sets), groups),
                constraints(place, used),
                forces(place, used),
                numbers,
                elements.toArray(),
                groups,
                List.copyOf(reported),
                remarks);
    }

    /** New position of each node, -1 for nodes of no element. */
    private int[] usedNodes(List<String> remarks) {
        int[] place = new int[nodes.size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < connectivity.size(); i++) {
            place[connectivity.get(i)] = 0;
        }
        int used = 0;
        for (int n = 0; n < place.length; n++) {
            place[n] = place[n] < 0 ? -1 : used++;
        }
        if (used < place.length) {
            remarks.add(
                    (place.length - used) + " of " + place.length + " nodes belong to no element and were left out.");
        }
        return place;
    }

    /** The members of a set, rising, each once; through a map of positions unless it is null. */
    private static int[] distinct(IntList members, int[] place) {
        return Arrays.stream(members.toArray())
                .map(member -> place == null ? member : place[member])
                .filter(member -> member >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private ElasticModel elastic(Mesh mesh, Map<String, int[]> groups) {
        float[] modulus = new float[mesh.elements()];
        byte[] materialOf = new byte[mesh.elements()];
        String[] sectionOf = new String[mesh.elements()];
        List<Double> ratios = new ArrayList<>();
        List<UnitElasticity> elasticities = new ArrayList<>();
        for (Section section : sections) {
            Isotropic properties = materials.get(section.material);
            if (properties == null) {
                throw InputException.of("%s: material %s has no *ELASTIC.", section.place, section.material);
            }
            int[] members = groups.get(section.set);
            if (members == null) {
                throw InputException.of("%s: there is no element set %s.", section.place, section.set);
            }
            int index = ratios.indexOf(properties.poissonRatio);
            if (index < 0) {
                index = ratios.size();
                ratios.add(properties.poissonRatio);
                elasticities.add(UnitElasticity.isotropic(properties.poissonRatio));
            }
            if (index >= MAX_POISSON_RATIOS) {
                throw InputException.of("%s: more than %d Poisson's ratios.", section.place, MAX_POISSON_RATIOS);
            }
            for (int e : members) {
                if (sectionOf[e] != null) {
                    throw InputException.of(
                            "%s: element %d has a *SOLID SECTION already, in %s.",
                            section.place, elements.label(e), sectionOf[e]);
                }
                sectionOf[e] = section.place;
                modulus[e] = (float) properties.modulus;
                materialOf[e] = (byte) index;
            }
        }
        for (int e = 0; e < sectionOf.length; e++) {
            if (sectionOf[e] == null) {
                throw lines.error("the file ends, and element %d has no *SOLID SECTION.", elements.label(e));
            }
        }
        return new ElasticModel(mesh, ElasticModel.patientAxes(), modulus, elasticities, materialOf);
    }

    private Constraints constraints(int[] place, int used) {
        Constraints constraints = new Constraints(used);
        for (Prescribed one : prescribed) {
            int[] at = Arrays.stream(one.nodes)
                    .map(n -> place[n])
                    .filter(n -> n >= 0)
                    .toArray();
            for (int component = one.first; component <= one.last; component++) {
                constraints.hold(at, component, one.value);
            }
        }
        return constraints;
    }

    private double[] forces(int[] place, int used) {
        if (loads.isEmpty()) {
            return null;
        }
        double[] forces = new double[3 * used];
        for (Prescribed one : loads) {
            for (int n : one.nodes) {
                if (place[n] < 0) {
                    throw InputException.of(
                            "%s: a force on node %d, which belongs to no element.", one.place, nodes.label(n));
                }
                forces[3 * place[n] + one.first] += one.value;
            }
        }
        return forces;
    }
}

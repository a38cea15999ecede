package org.vertebrafe.fem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Just enough of a CalculiX deck of bricks for {@link OracleTest}: nodes numbered from 1 without gaps, one Poisson ratio. */
final class Deck {

    private final List<double[]> nodes = new ArrayList<>();
    private final List<int[]> elements = new ArrayList<>();
    private final List<String> setOfElement = new ArrayList<>();
    private final Map<String, List<Integer>> nodeSets = new HashMap<>();
    private final Map<String, Double> modulusOfMaterial = new HashMap<>();
    private final Map<String, String> materialOfSet = new HashMap<>();
    private final List<String[]> boundaries = new ArrayList<>();
    private double poissonRatio;

    private String keyword = "";
    private Map<String, String> options = Map.of();
    private String material;

    static Deck read(Path file) throws IOException {
        Deck deck = new Deck();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("**") && !line.isBlank()) {
                    deck.accept(line);
                }
            }
        }
        return deck;
    }

    private void accept(String line) {
        String[] words = Stream.of(line.split(",")).map(String::trim).toArray(String[]::new);
        if (line.startsWith("*")) {
            keyword = words[0].toUpperCase(Locale.ROOT);
            options = new HashMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] pair = words[i].split("=");
                options.put(pair[0].trim(), pair.length > 1 ? pair[1].trim() : "");
            }
            if (keyword.equals("*MATERIAL")) {
                material = options.get("NAME");
            } else if (keyword.equals("*SOLID SECTION")) {
                materialOfSet.put(options.get("ELSET"), options.get("MATERIAL"));
            }
            return;
        }
        switch (keyword) {
            case "*NODE" -> nodes.add(numbers(words));
            case "*ELEMENT" -> {
                elements.add(IntStream.range(1, 9)
                        .map(i -> Integer.parseInt(words[i]) - 1)
                        .toArray());
                setOfElement.add(options.get("ELSET"));
            }
            case "*NSET" -> {
                List<Integer> set = nodeSets.computeIfAbsent(options.get("NSET"), name -> new ArrayList<>());
                for (String word : words) {
                    if (!word.isEmpty()) {
                        set.add(Integer.parseInt(word) - 1);
                    }
                }
            }
            case "*ELASTIC" -> {
                modulusOfMaterial.put(material, Double.valueOf(words[0]));
                poissonRatio = Double.parseDouble(words[1]);
            }
            case "*BOUNDARY" -> boundaries.add(words);
            default -> {
                // Requests for output do not change the model.
            }
        }
    }

    private static double[] numbers(String[] words) {
        return Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    int[] nodes(String set) {
        return nodeSets.get(set).stream().mapToInt(Integer::intValue).toArray();
    }

    ElasticModel model() {
        double[] coordinates =
                nodes.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        int[] connectivity =
                elements.stream().flatMapToInt(java.util.Arrays::stream).toArray();
        float[] modulus = new float[elements.size()];
        for (int e = 0; e < modulus.length; e++) {
            modulus[e] = modulusOfMaterial
                    .get(materialOfSet.get(setOfElement.get(e)))
                    .floatValue();
        }
        return new ElasticModel(
                new Mesh(ElementType.HEX8, coordinates, connectivity, Map.of()),
                ElasticModel.patientAxes(),
                modulus,
                List.of(UnitElasticity.isotropic(poissonRatio)),
                new byte[modulus.length]);
    }

    Constraints constraints() {
        Constraints constraints = new Constraints(nodes.size());
        for (String[] line : boundaries) {
            for (int axis = Integer.parseInt(line[1]); axis <= Integer.parseInt(line[2]); axis++) {
                constraints.hold(nodes(line[0]), axis - 1, Double.parseDouble(line[3]));
            }
        }
        return constraints;
    }
}

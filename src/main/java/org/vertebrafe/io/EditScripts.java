package org.vertebrafe.io;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.JsonFields;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.edit.EditScript;
import org.vertebrafe.segmentation.edit.Hint;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Slicing;
import org.vertebrafe.segmentation.edit.Where;

/**
 * Edit scripts as JSON. An operation is an object with its name in "op"; points are flat lists i, j, k, i, j, k ... of
 * voxel coordinates in LPS order; what an operation does not limit is left out.
 */
public final class EditScripts {

    private static final String SCHEMA = "vertebrafe-edits/1";

    private static final double FAR = 1e9;

    private EditScripts() {}

    /**
     * Reads a script.
     *
     * @throws InputException if it is no edit script, naming the place
     */
    public static EditScript read(Path file) throws IOException {
        return parse(JsonFields.file(file), file.getFileName().toString());
    }

    public static void write(EditScript script, Path file) throws IOException {
        SafeFiles.writeText(file, json(script));
    }

    /** The script as text. */
    public static String json(EditScript script) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("program", script.program());
        VoxelGrid grid = script.grid();
        JsonObject place = new JsonObject();
        place.add("size", numbers(grid.nx(), grid.ny(), grid.nz()));
        place.add("spacing_mm", points(List.of(grid.spacing())));
        place.add("origin_mm", points(List.of(grid.origin())));
        place.add("axes", points(List.of(grid.xAxis(), grid.yAxis(), grid.zAxis())));
        json.add("grid", place);
        json.addProperty("labels_sha256", script.labels());
        json.addProperty("result_sha256", script.result());
        JsonArray operations = new JsonArray();
        script.operations().forEach(operation -> operations.add(json(operation)));
        json.add("operations", operations);
        return new GsonBuilder()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(json) + "\n";
    }

    private static JsonObject json(Operation operation) {
        JsonObject json = new JsonObject();
        json.addProperty("op", name(operation.getClass()));
        if (operation instanceof Operation.Stroke o) {
            json.addProperty("label", o.label());
            o.plane().ifPresent(plane -> json.addProperty("plane", plane.id()));
            json.addProperty("radius_mm", o.radius());
            json.add("path", points(o.path()));
        } else if (operation instanceof Operation.Lasso o) {
            json.addProperty("label", o.label());
            json.addProperty("plane", o.plane().id());
            json.addProperty("slice", o.slice());
            json.add("outline", points(o.outline()));
        } else if (operation instanceof Operation.Interpolate o) {
            json.addProperty("label", o.label());
            json.addProperty("plane", o.plane().id());
            json.add("slices", integers(o.slices()));
        } else if (operation instanceof Operation.Smooth o) {
            json.addProperty("label", o.label());
            json.addProperty("sigma_mm", o.sigma());
        } else if (operation instanceof Operation.KeepLargest o) {
            json.addProperty("label", o.label());
        } else if (operation instanceof Operation.FillHoles o) {
            json.addProperty("label", o.label());
            o.plane().ifPresent(plane -> json.addProperty("plane", plane.id()));
        } else if (operation instanceof Operation.Dilate o) {
            json.addProperty("label", o.label());
            json.addProperty("distance_mm", o.distance());
        } else if (operation instanceof Operation.Erode o) {
            json.addProperty("label", o.label());
            json.addProperty("distance_mm", o.distance());
        } else if (operation instanceof Operation.Relabel o) {
            json.addProperty("from", o.from());
            json.addProperty("to", o.to());
        } else if (operation instanceof Operation.Grow o) {
            hints(json, o.hints());
            json.addProperty("reach_mm", o.reach());
        } else if (operation instanceof Operation.Resegment o) {
            json.add("seed", points(List.of(o.seed())));
            json.addProperty("label", o.label());
            json.addProperty("part", o.bodyOnly() ? "body" : "whole");
            hints(json, o.hints());
            json.addProperty("reach_mm", o.reach());
        }
        where(json, operation.where());
        return json;
    }

    private static String name(Class<? extends Operation> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void hints(JsonObject json, List<Hint> hints) {
        json.add("hints", points(hints.stream().map(Hint::at).toList()));
        json.add("hint_labels", integers(hints.stream().map(Hint::label).toList()));
    }

    private static void where(JsonObject json, Where where) {
        if (!where.over().isEmpty()) {
            json.add("over", integers(where.over()));
        }
        if (!where.locked().isEmpty()) {
            json.add("locked", integers(where.locked()));
        }
        if (where.huMin() > Double.NEGATIVE_INFINITY) {
            json.addProperty("hu_min", where.huMin());
        }
        if (where.huMax() < Double.POSITIVE_INFINITY) {
            json.addProperty("hu_max", where.huMax());
        }
    }

    private static JsonArray points(List<Vec3> points) {
        JsonArray array = new JsonArray();
        for (Vec3 p : points) {
            for (int axis = 0; axis < 3; axis++) {
                double value = p.get(axis);
                if (value == Math.rint(value) && Math.abs(value) < FAR) {
                    array.add((long) value);
                } else {
                    array.add(value);
                }
            }
        }
        return array;
    }

    private static JsonArray numbers(int... values) {
        JsonArray array = new JsonArray();
        for (int value : values) {
            array.add(value);
        }
        return array;
    }

    private static JsonArray integers(Collection<Integer> values) {
        return numbers(values.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * A script from its text.
     *
     * @param where name of the file, for errors
     */
    public static EditScript parse(String json, String where) {
        JsonFields fields = JsonFields.parse(json, where, SCHEMA)
                .only("schema", "program", "grid", "labels_sha256", "result_sha256", "operations");
        JsonFields place = fields.object("grid").only("size", "spacing_mm", "origin_mm", "axes");
        List<Integer> size = integers(place, "size", 1, Integer.MAX_VALUE);
        List<Vec3> axes = vectors(place, "axes");
        if (size.size() != 3 || axes.size() != 3) {
            throw InputException.of("%s: \"size\" needs 3 numbers and \"axes\" 9.", place.where());
        }
        VoxelGrid grid = new VoxelGrid(
                size.get(0),
                size.get(1),
                size.get(2),
                one(place, "spacing_mm"),
                one(place, "origin_mm"),
                axes.get(0),
                axes.get(1),
                axes.get(2));
        List<Operation> operations = new ArrayList<>();
        for (JsonFields operation : fields.objects("operations")) {
            try {
                operations.add(operation(operation));
            } catch (InputException e) {
                throw e.getMessage().startsWith(where)
                        ? e
                        : new InputException(operation.where() + ": " + e.getMessage(), e);
            }
        }
        return new EditScript(
                fields.text("program"), grid, fields.text("labels_sha256"), fields.text("result_sha256"), operations);
    }

    private static Operation operation(JsonFields json) {
        Where where = readWhere(json);
        String op = json.text("op");
        switch (op) {
            case "stroke":
                known(json, "label", "plane", "radius_mm", "path");
                return new Operation.Stroke(
                        label(json, "label"), plane(json), length(json, "radius_mm"), vectors(json, "path"), where);
            case "lasso":
                known(json, "label", "plane", "slice", "outline");
                return new Operation.Lasso(
                        label(json, "label"),
                        requiredPlane(json),
                        integer(json, "slice", 0, Integer.MAX_VALUE),
                        vectors(json, "outline"),
                        where);
            case "interpolate":
                known(json, "label", "plane", "slices");
                return new Operation.Interpolate(
                        label(json, "label"),
                        requiredPlane(json),
                        integers(json, "slices", 0, Integer.MAX_VALUE),
                        where);
            case "smooth":
                known(json, "label", "sigma_mm");
                return new Operation.Smooth(label(json, "label"), length(json, "sigma_mm"), where);
            case "keeplargest":
                known(json, "label");
                return new Operation.KeepLargest(label(json, "label"), where);
            case "fillholes":
                known(json, "label", "plane");
                return new Operation.FillHoles(label(json, "label"), plane(json), where);
            case "dilate":
                known(json, "label", "distance_mm");
                return new Operation.Dilate(label(json, "label"), length(json, "distance_mm"), where);
            case "erode":
                known(json, "label", "distance_mm");
                return new Operation.Erode(label(json, "label"), length(json, "distance_mm"), where);
            case "relabel":
                known(json, "from", "to");
                return new Operation.Relabel(label(json, "from"), label(json, "to"), where);
            case "grow":
                known(json, "hints", "hint_labels", "reach_mm");
                return new Operation.Grow(readHints(json), length(json, "reach_mm"), where);
            case "resegment":
                known(json, "seed", "label", "part", "hints", "hint_labels", "reach_mm");
                return new Operation.Resegment(
                        one(json, "seed"),
                        label(json, "label"),
                        Choice.of("Part", json.text("part"), List.of("whole", "body"), part -> part)
                                .equals("body"),
                        readHints(json),
                        length(json, "reach_mm"),
                        where);
            case "reset":
                known(json);
                return new Operation.Reset();
            default:
                throw InputException.of("%s: operation \"%s\" is unknown.", json.where(), op);
        }
    }

    private static void known(JsonFields json, String... own) {
        List<String> keys = new ArrayList<>(List.of(own));
        keys.addAll(List.of("op", "over", "locked", "hu_min", "hu_max"));
        json.only(keys.toArray(new String[0]));
    }

    private static Where readWhere(JsonFields json) {
        return new Where(
                new TreeSet<>(json.has("over") ? integers(json, "over", 0, Labels.MAX_LABEL) : List.of()),
                new TreeSet<>(json.has("locked") ? integers(json, "locked", 0, Labels.MAX_LABEL) : List.of()),
                json.has("hu_min") ? json.number("hu_min", -FAR, FAR) : Double.NEGATIVE_INFINITY,
                json.has("hu_max") ? json.number("hu_max", -FAR, FAR) : Double.POSITIVE_INFINITY);
    }

    private static List<Hint> readHints(JsonFields json) {
        List<Vec3> points = vectors(json, "hints");
        List<Integer> labels = integers(json, "hint_labels", 0, Labels.MAX_LABEL);
        if (points.size() != labels.size()) {
            throw InputException.of("%s: %d hints but %d labels of hints.", json.where(), points.size(), labels.size());
        }
        List<Hint> hints = new ArrayList<>();
        for (int n = 0; n < points.size(); n++) {
            hints.add(new Hint(points.get(n), labels.get(n)));
        }
        return hints;
    }

    private static int label(JsonFields json, String key) {
        return integer(json, key, 0, Labels.MAX_LABEL);
    }

    private static double length(JsonFields json, String key) {
        return json.number(key, 0, Operation.LONGEST);
    }

    private static Optional<Slicing> plane(JsonFields json) {
        return json.has("plane") ? Optional.of(requiredPlane(json)) : Optional.empty();
    }

    private static Slicing requiredPlane(JsonFields json) {
        return Choice.of("Plane", json.text("plane"), List.of(Slicing.values()), Slicing::id);
    }

    private static int integer(JsonFields json, String key, int min, int max) {
        return whole(json, key, json.number(key, min, max));
    }

    private static List<Integer> integers(JsonFields json, String key, int min, int max) {
        return json.numbers(key, min, max).stream()
                .map(value -> whole(json, key, value))
                .toList();
    }

    private static int whole(JsonFields json, String key, double value) {
        if (value != Math.rint(value)) {
            throw InputException.of("%s: \"%s\" is %s, a whole number expected.", json.where(), key, value);
        }
        return (int) value;
    }

    private static Vec3 one(JsonFields json, String key) {
        List<Vec3> vectors = vectors(json, key);
        if (vectors.size() != 1) {
            throw InputException.of("%s: \"%s\" needs 3 numbers.", json.where(), key);
        }
        return vectors.get(0);
    }

    private static List<Vec3> vectors(JsonFields json, String key) {
        List<Double> numbers = json.numbers(key, -FAR, FAR);
        if (numbers.size() % 3 != 0) {
            throw InputException.of("%s: \"%s\" has %d numbers: three a point.", json.where(), key, numbers.size());
        }
        List<Vec3> vectors = new ArrayList<>();
        for (int n = 0; n < numbers.size(); n += 3) {
            vectors.add(new Vec3(numbers.get(n), numbers.get(n + 1), numbers.get(n + 2)));
        }
        return vectors;
    }
}

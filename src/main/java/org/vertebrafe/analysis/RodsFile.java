package org.vertebrafe.analysis;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.JsonFields;
import org.vertebrafe.calibration.rods.RodRegion;

/** Where the rods of a phantom are, as a JSON file that a person can edit: ends and radius of each rod, LPS mm. */
public final class RodsFile {

    private static final String SCHEMA = "vertebrafe-rods/1";
    private static final double FAR = 10_000;

    private RodsFile() {}

    /** The JSON text of such a file. */
    public static String json(CalibrationInput.MarkedRods marked) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("phantom", marked.phantom());
        JsonArray rods = new JsonArray();
        for (RodRegion region : marked.regions()) {
            JsonObject rod = new JsonObject();
            rod.addProperty("name", region.rod());
            rod.add("from_LPS_mm", array(region.from()));
            rod.add("to_LPS_mm", array(region.to()));
            rod.addProperty("radius_mm", region.radius());
            rods.add(rod);
        }
        json.add("rods", rods);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private static JsonArray array(Vec3 v) {
        JsonArray array = new JsonArray();
        for (int axis = 0; axis < 3; axis++) {
            array.add(Math.round(v.get(axis) * 1e4) / 1e4);
        }
        return array;
    }

    /**
     * Reads such a file.
     *
     * @throws InputException if it is another kind of file, or a rod has no place
     * @throws IOException if it cannot be read
     */
    public static CalibrationInput.MarkedRods read(Path file) throws IOException {
        JsonFields fields =
                JsonFields.parse(JsonFields.file(file), file.toString(), SCHEMA).only("schema", "phantom", "rods");
        List<RodRegion> regions = new ArrayList<>();
        for (JsonFields rod : fields.objects("rods")) {
            rod.only("name", "from_LPS_mm", "to_LPS_mm", "radius_mm");
            regions.add(new RodRegion(
                    rod.text("name"),
                    point(rod, "from_LPS_mm"),
                    point(rod, "to_LPS_mm"),
                    rod.number("radius_mm", 2, 50)));
        }
        return new CalibrationInput.MarkedRods(fields.text("phantom"), regions);
    }

    private static Vec3 point(JsonFields rod, String key) {
        List<Double> numbers = rod.numbers(key, -FAR, FAR);
        if (numbers.size() != 3) {
            throw InputException.of(
                    "%s: \"%s\" has %d numbers, [x, y, z] in mm expected.", rod.where(), key, numbers.size());
        }
        return new Vec3(numbers.get(0), numbers.get(1), numbers.get(2));
    }
}

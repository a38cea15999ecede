package org.vertebrafe.calibration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vertebrafe.base.InputException;

/** The fields of a JSON object written by a person: each is read with its checks, and every error says where it is. */
public final class JsonFields {

    private final JsonObject object;
    private final String where;

    private JsonFields(JsonObject object, String where) {
        this.object = object;
        this.where = where;
    }

    /**
     * The outermost object of a text.
     *
     * @param json the text
     * @param where name of the file, for errors
     * @param schema what its field "schema" must say
     */
    public static JsonFields parse(String json, String where, String schema) {
        JsonElement element;
        try {
            element = JsonParser.parseString(json);
        } catch (JsonParseException e) {
            throw new InputException(where + " is not JSON: " + e.getMessage(), e);
        }
        JsonFields fields = of(element, where);
        String found = fields.optionalText("schema").orElse("");
        if (!found.equals(schema)) {
            throw InputException.of(
                    "%s: \"schema\" is \"%s\", \"%s\" expected. It is another kind of file or of another version.",
                    where, found, schema);
        }
        return fields;
    }

    /** The text of a file of the jar beside this class. */
    static String resource(String name) {
        try (InputStream in = JsonFields.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text of a user's file.
     *
     * @throws InputException if it is no file or no text in UTF-8
     * @throws IOException if it cannot be read
     */
    public static String file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw InputException.of("%s is not a file: give the name of a JSON file.", file);
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not text in UTF-8.", e);
        }
    }

    static JsonFields of(JsonElement element, String where) {
        if (!element.isJsonObject()) {
            throw InputException.of("%s: an object { ... } expected.", where);
        }
        return new JsonFields(element.getAsJsonObject(), where);
    }

    /** Refuses any field that is not among these: most often a slip of the pen. */
    public JsonFields only(String... keys) {
        Set<String> known = Set.of(keys);
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                throw InputException.of(
                        "%s: field \"%s\" is unknown; there are %s.", where, key, String.join(", ", List.of(keys)));
            }
        }
        return this;
    }

    /** A text that must be there. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonElement value = object.get(key);
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw InputException.of("%s: \"%s\" is %s, a text in quotes expected.", where, key, value);
        }
        return Optional.of(value.getAsString());
    }

    /** A number within limits that must be there. */
    public double number(String key, double min, double max) {
        return optionalNumber(key, min, max).orElseThrow(() -> missing(key));
    }

    OptionalDouble optionalNumber(String key, double min, double max) {
        return has(key)
                ? OptionalDouble.of(number(object.get(key), "\"" + key + "\"", min, max))
                : OptionalDouble.empty();
    }

    /** The numbers of an array, each within limits. */
    public List<Double> numbers(String key, double min, double max) {
        List<Double> numbers = new ArrayList<>();
        for (JsonElement element : array(key)) {
            numbers.add(number(element, "\"" + key + "\"", min, max));
        }
        return numbers;
    }

    private double number(JsonElement value, String what, double min, double max) {
        double number = Double.NaN;
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            try {
                number = value.getAsDouble();
            } catch (NumberFormatException e) {
                throw InputException.of("%s: %s is %s, a number expected.", where, what, value);
            }
        }
        if (!Double.isFinite(number)) {
            throw InputException.of("%s: %s is %s, a number expected.", where, what, value);
        }
        if (!(number >= min && number <= max)) {
            throw InputException.of("%s: %s is %s, limits %g .. %g.", where, what, value, min, max);
        }
        return number;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : array(key)) {
            if (!element.isJsonPrimitive()) {
                throw InputException.of("%s: \"%s\" holds %s, a text expected.", where, key, element);
            }
            texts.add(element.getAsString());
        }
        return texts;
    }

    /** The object in a field. */
    public JsonFields object(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        return of(object.get(key), where + ", " + key);
    }

    /** Whether a field is there and not null. */
    public boolean has(String key) {
        return object.has(key) && !object.get(key).isJsonNull();
    }

    /** The objects in the array of a field, each named by its place for errors. */
    public List<JsonFields> objects(String key) {
        List<JsonFields> objects = new ArrayList<>();
        int number = 1;
        for (JsonElement element : array(key)) {
            objects.add(of(element, where + ", " + key + " " + number++));
        }
        return objects;
    }

    private JsonArray array(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        if (!object.get(key).isJsonArray()) {
            throw InputException.of("%s: \"%s\" must be an array [ ... ].", where, key);
        }
        return object.getAsJsonArray(key);
    }

    private InputException missing(String key) {
        return InputException.of("%s: \"%s\" is missing.", where, key);
    }

    /** Where this object stands, for errors. */
    public String where() {
        return where;
    }
}

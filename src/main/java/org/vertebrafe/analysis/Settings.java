package org.vertebrafe.analysis;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/**
 * The declared settings of a configuration record: reads, checks and writes its values in every form users meet them.
 *
 * @param <T> a record whose components all bear {@link Setting} and are String, double or int
 */
public final class Settings<T extends Record> {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    /**
     * One setting.
     *
     * @param name as in JSON, for instance {@code elementSize}
     * @param type String, double or int
     * @param declaration label, unit, limits, help
     */
    public record Item(String name, Class<?> type, Setting declaration) {

        /** The label with its unit, for dialogs. */
        public String labelWithUnit() {
            return declaration.unit().isEmpty()
                    ? declaration.label()
                    : declaration.label() + " (" + declaration.unit() + ")";
        }

        /** The name on the command line, for instance {@code element-size}. */
        public String optionName() {
            return Settings.optionName(name);
        }

        /** The default value as String, Double or Integer. */
        public Object defaultValue() {
            return parse(declaration.byDefault());
        }

        /**
         * Reads and checks a value.
         *
         * @throws InputException naming the setting, the value and what is allowed
         */
        public Object parse(String text) {
            if (type == String.class) {
                return choice(text);
            }
            // Stricter than Double.parseDouble, which also takes 0x1p3, 2d, NaN and Infinity.
            if (!NUMBER.matcher(text.trim()).matches()) {
                throw new InputException(problem(text, "is not a number; write it with a decimal point, such as 0.5"));
            }
            double value = Double.parseDouble(text.trim());
            if (!(value >= declaration.min() && value <= declaration.max()) || Double.isInfinite(value)) {
                throw new InputException(problem(text, "is outside the limits " + limits()) + " " + declaration.help());
            }
            if (type == double.class) {
                return value;
            }
            if (value != Math.rint(value)) {
                throw new InputException(problem(text, "is not a whole number"));
            }
            return (int) value;
        }

        private String choice(String text) {
            List<String> choices = List.of(declaration.choices());
            if (!choices.isEmpty() && !choices.contains(text)) {
                throw new InputException(problem(text, "is not one of " + String.join(", ", choices)));
            }
            return text;
        }

        /** The limits of a number in words, for instance "0 .. 10 mm", "at least 0 MPa", "none". */
        public String limits() {
            boolean below = Double.isFinite(declaration.min());
            boolean above = Double.isFinite(declaration.max());
            if (!below && !above) {
                return "none";
            }
            String numbers = below && above
                    ? number(declaration.min()) + " .. " + number(declaration.max())
                    : below ? "at least " + number(declaration.min()) : "at most " + number(declaration.max());
            return (numbers + " " + declaration.unit()).trim();
        }

        private static String number(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e9
                    ? Long.toString((long) value)
                    : Double.toString(value).replace(".0E", "e").replace("E", "e");
        }

        private String problem(String text, String what) {
            return String.format(
                    "%s = \"%s\"%s %s.",
                    name,
                    text,
                    declaration.unit().isEmpty() || type == String.class ? "" : " " + declaration.unit(),
                    what);
        }
    }

    private final Class<T> type;
    private final Map<String, Item> items;

    private Settings(Class<T> type) {
        this.type = type;
        this.items = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            items.put(component.getName(), new Item(component.getName(), component.getType(), setting));
        }
    }

    /** The settings a record declares. */
    public static <T extends Record> Settings<T> of(Class<T> type) {
        return new Settings<>(type);
    }

    /** All settings in the order of their declaration. */
    public List<Item> items() {
        return List.copyOf(items.values());
    }

    /** The configuration with every setting at its default. */
    public T defaults() {
        Map<String, Object> values = new LinkedHashMap<>();
        items.forEach((name, item) -> values.put(name, item.defaultValue()));
        return create(values);
    }

    /** The values of a configuration: String, Double or Integer by name, in order. */
    public Map<String, Object> values(T config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(config));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /**
     * A configuration with some settings changed.
     *
     * @param config what the others are taken from
     * @param changes new values as text, by name
     * @throws InputException if a name is unknown or a value not allowed
     */
    public T with(T config, Map<String, String> changes) {
        Map<String, Object> values = values(config);
        changes.forEach((name, text) -> {
            Item item = items.get(name);
            if (item == null) {
                throw InputException.of(
                        "Setting \"%s\" is unknown; there are %s.",
                        name, items.keySet().stream().collect(Collectors.joining(", ")));
            }
            values.put(name, item.parse(text));
        });
        return create(values);
    }

    /** The configuration as a JSON object. */
    public JsonObject toJson(T config) {
        JsonObject json = new JsonObject();
        values(config).forEach((name, value) -> {
            if (value instanceof Number number) {
                json.addProperty(name, number);
            } else {
                json.addProperty(name, (String) value);
            }
        });
        return json;
    }

    /**
     * A configuration from JSON text; settings that it does not name are at their default.
     *
     * @throws InputException if it is not a JSON object of settings
     */
    public T fromJson(String json) {
        JsonElement root;
        try {
            root = JsonParser.parseString(json);
        } catch (JsonParseException e) {
            throw new InputException("The configuration is not valid JSON: " + e.getMessage(), e);
        }
        if (!root.isJsonObject()) {
            throw new InputException("The configuration must be a JSON object such as {\"law\": \"kopperdahl2002\"}.");
        }
        Map<String, String> changes = new LinkedHashMap<>();
        root.getAsJsonObject().entrySet().forEach(entry -> {
            if (!entry.getValue().isJsonPrimitive()) {
                throw InputException.of(
                        "Setting \"%s\" must be a text or a number, not %s.", entry.getKey(), entry.getValue());
            }
            changes.put(entry.getKey(), entry.getValue().getAsString());
        });
        return with(defaults(), changes);
    }

    private T create(Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components)
                .map(component -> values.get(component.getName()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of a setting on the command line, for instance {@code element-size}. */
    public static String optionName(String setting) {
        return setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

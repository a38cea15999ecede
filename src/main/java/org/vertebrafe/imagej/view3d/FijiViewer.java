package org.vertebrafe.imagej.view3d;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ValueRange;

/**
 * Fiji's 3D Viewer, where it is installed: takes the coloured surface of a model. It is found by name at run time, with
 * whichever library of vectors it was built on (their packages changed twice).
 */
public final class FijiViewer {

    /** What to tell where it is not there. */
    public static final String INSTALL =
            "The 3D Viewer is not installed. Fiji brings it along: choose Help > Update... in Fiji, and restart it. In"
                    + " plain ImageJ use the window of View Vertebra in 3D..., which needs no other plugin.";

    private static final String UNIVERSE = "ij3d.Image3DUniverse";

    private final Class<?> universe;
    private final Constructor<?> point;
    private final Constructor<?> colour;

    private FijiViewer(Class<?> universe) throws ReflectiveOperationException {
        this.universe = universe;
        // Of the method that takes one colour for all.
        Class<?> colours = Stream.of(universe.getMethods())
                .filter(method -> method.getName().equals("addTriangleMesh"))
                .map(method -> method.getParameterTypes()[1])
                .filter(type -> type.getSimpleName().equals("Color3f"))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("addTriangleMesh with a colour"));
        colour = colours.getConstructor(float.class, float.class, float.class);
        point = Class.forName(colours.getPackageName() + ".Point3f", true, colours.getClassLoader())
                .getConstructor(float.class, float.class, float.class);
    }

    /**
     * Finds it.
     *
     * @throws InputException if it is not installed, or is none that can be used
     */
    public static FijiViewer find() {
        return find(IJ.getClassLoader());
    }

    static FijiViewer find(ClassLoader loader) {
        try {
            return new FijiViewer(Class.forName(UNIVERSE, true, loader));
        } catch (ClassNotFoundException e) {
            throw new InputException(INSTALL, e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InputException(
                    "The 3D Viewer that is installed cannot be used (" + e + "): update Fiji, or use the window of View"
                            + " Vertebra in 3D....",
                    e);
        }
    }

    /**
     * Shows a model in the viewer's newest window, or in a new one. Not on the event dispatch thread: the viewer draws
     * there while this waits.
     *
     * @param quantity the field it is coloured by, or how its name begins
     * @param range values of the first and last colour; empty for the range that suits the quantity
     * @param deformation factor of the displacements; 0 for none
     * @param place where a point of the patient (LPS, mm) is to lie, for instance where the viewer draws the CT; empty: the
     *     model's least corner lies at zero
     * @return the name it has there
     * @throws InputException if there is no screen, or the viewer fails
     */
    public String show(
            Model3D model,
            String quantity,
            Optional<ValueRange> range,
            double deformation,
            Optional<UnaryOperator<Vec3>> place) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new InputException("The 3D Viewer needs a screen: choose a picture when ImageJ runs headless.");
        }
        Scene scene = new Scene(model);
        return show(scene, Snapshot.view(scene, quantity, range, deformation), place);
    }

    String show(Scene scene, View view, Optional<UnaryOperator<Vec3>> place) {
        ColouredSurface surface = ColouredSurface.of(scene, view, place);
        String title = scene.model().title() + ": " + view.field().name();
        try {
            Object window = window();
            String name = (String)
                    universe.getMethod("getSafeContentName", String.class).invoke(window, title);
            Method add = universe.getMethod("addTriangleMesh", List.class, List.class, String.class);
            if (add.invoke(window, triples(point, surface.xyz()), triples(colour, surface.rgb()), name) == null) {
                throw new InputException("The 3D Viewer did not take the surface: see ImageJ's log.");
            }
            return name;
        } catch (InvocationTargetException e) {
            throw failed(e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(e);
        }
    }

    private static InputException failed(Throwable e) {
        return new InputException(
                "The 3D Viewer could not show the surface (" + e + "); it needs OpenGL. The window of View Vertebra in"
                        + " 3D... needs none.",
                e);
    }

    /** The viewer's newest window, or a new one. */
    private Object window() throws ReflectiveOperationException {
        if (universe.getField("universes").get(null) instanceof List<?> open && !open.isEmpty()) {
            return open.get(open.size() - 1);
        }
        Object made = universe.getConstructor().newInstance();
        universe.getMethod("show").invoke(made);
        return made;
    }

    private static List<Object> triples(Constructor<?> maker, float[] numbers) throws ReflectiveOperationException {
        List<Object> triples = new ArrayList<>(numbers.length / 3);
        for (int at = 0; at < numbers.length; at += 3) {
            triples.add(maker.newInstance(numbers[at], numbers[at + 1], numbers[at + 2]));
        }
        return triples;
    }
}

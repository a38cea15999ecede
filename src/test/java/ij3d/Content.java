package ij3d;

import java.util.List;
import org.scijava.vecmath.Color3f;
import org.scijava.vecmath.Point3f;

/** Stand-in: what was added to a window. */
public class Content {

    private final String name;
    public final List<Point3f> mesh;
    public final List<Color3f> colours;

    Content(String name, List<Point3f> mesh, List<Color3f> colours) {
        this.name = name;
        this.mesh = mesh;
        this.colours = colours;
    }

    public String getName() {
        return name;
    }
}

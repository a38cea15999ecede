package ij3d;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import org.scijava.vecmath.Color3f;
import org.scijava.vecmath.Point3f;

/**
 * Stand-in: a window of the viewer without a picture. As in the real one, names are unique, there are as many colours as
 * points, and nothing can be added before the window is shown.
 */
public class Image3DUniverse {

    public static ArrayList<Image3DUniverse> universes = new ArrayList<>();

    private final Hashtable<String, Content> contents = new Hashtable<>();
    private boolean shown;

    public Image3DUniverse() {
        universes.add(this);
    }

    public void show() {
        shown = true;
    }

    public Content getContent(String name) {
        return contents.get(name);
    }

    public String getSafeContentName(String suggested) {
        String name = suggested;
        for (int number = 2; contents.containsKey(name); number++) {
            name = suggested + " (" + number + ")";
        }
        return name;
    }

    public Content addTriangleMesh(List<Point3f> mesh, Color3f colour, String name) {
        return addTriangleMesh(mesh, Collections.nCopies(mesh.size(), colour), name);
    }

    public Content addTriangleMesh(List<Point3f> mesh, List<Color3f> colours, String name) {
        if (mesh.size() % 3 != 0 || colours.size() != mesh.size()) {
            throw new IllegalArgumentException("list of size " + mesh.size() + " expected");
        }
        if (!shown || contents.containsKey(name)) {
            return null;
        }
        Content content = new Content(name, mesh, colours);
        contents.put(name, content);
        return content;
    }
}

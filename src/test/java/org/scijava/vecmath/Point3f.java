package org.scijava.vecmath;

/** Stand-in. */
public class Point3f extends Tuple3f {

    public Point3f(float x, float y, float z) {
        super(x, y, z);
    }
}

package org.scijava.vecmath;

/** Stand-in: three numbers. */
public class Point3f {

    public float x;
    public float y;
    public float z;

    public Point3f(float x, float y, float z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }
}
